"""The command: read the sets, cross-validate by site, train on all pages, write the weights."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from corpuskit.languages import corpuskit_language_packs
from corpuskit.pipeline import Pipeline
from corpuskit.weighing.weigher import Weigher
from corpuskit.weighing.weights import parse_weights
from quality.records import SETS, choose_sets
from training.article import fit_article
from training.crossing import calibrate, cross_validate, losses
from training.fitting import answer_counts, fit
from training.fixtures import write_fixtures
from training.headlines import fit_headlines, read_choices, unseen_hits
from training.looking import fit_again, look, look_again_unseen
from training.markup import SHIPPED as SHIPPED_MARKUP
from training.markup import train_markup
from training.roles import SHIPPED as SHIPPED_ROLES
from training.roles import train_roles
from training.samples import Sample
from training.taught import read_flat_samples
from training.writing import headline_toml, weights_toml

SHIPPED = Path(__file__).parents[2] / "corpuskit" / "weights" / "chrome.toml"


def main() -> None:
    """Run the command."""
    typer.run(train)


def train(
    folder: Annotated[
        Path, typer.Argument(help="The folder with the sets, in the format of benchmarks/quality.")
    ],
    output: Annotated[
        Path | None, typer.Argument(help="Where the weights go; default: where they ship.")
    ] = None,
    *,
    roles: Annotated[bool, typer.Option("--roles", help="Train those of roles.")] = False,
    markup: Annotated[bool, typer.Option("--markup", help="Train those of HTML.")] = False,
    fixtures: Annotated[
        list[Path] | None,
        typer.Option(help="Only take pages out of this source archive; repeat for several."),
    ] = None,
) -> None:
    """Train the weights by which text and page furniture are told apart, or those of roles."""
    if fixtures:
        write_fixtures(folder, fixtures)
    elif markup:
        train_markup(folder, output or SHIPPED_MARKUP)
    elif roles:
        train_roles(folder, output or SHIPPED_ROLES)
    else:
        train_chrome(folder, output or SHIPPED)


def train_chrome(folder: Path, output: Path) -> None:
    """Cross-validate, train on all pages and write the weights."""
    chosen, missing = choose_sets(folder, ())
    for message in missing:
        typer.echo(message, err=True)
    sets = {name: path for name, path in chosen.items() if name in SETS}
    lines = _train_lines(list(read_flat_samples(folder)))
    output.write_text(lines + _train_headlines(sets, lines), encoding="utf-8")
    typer.echo(f"wrote {output}")


def _train_lines(samples: Sequence[Sample]) -> str:
    typer.echo(f"{len(samples)} pages, {sum(sample.line_count for sample in samples)} lines")
    pages = look(samples, cross_validate(samples, answer_counts()))
    unseen = look_again_unseen(pages)
    for row in losses(samples, unseen):
        typer.echo(row)
    calibration = calibrate(samples, unseen)
    article = fit_article(samples, unseen, calibration)
    return weights_toml(fit(samples, answer_counts()), fit_again(pages), calibration, article)


def _train_headlines(sets: Mapping[str, Path], lines: str) -> str:
    weights = parse_weights("the lines that were just trained", lines)
    pipeline = Pipeline(tuple(corpuskit_language_packs()), weigher=Weigher(weights))
    choices = [c for name, path in sets.items() for c in read_choices(name, path, pipeline)]
    for row in unseen_hits(choices):
        typer.echo(row)
    return headline_toml(fit_headlines(choices))
