"""The weights of lines and of the headline: cross-validated by site, trained, written."""

from collections.abc import Iterator
from pathlib import Path

import typer

from corpuskit.languages import corpuskit_language_packs
from corpuskit.pipeline import Pipeline
from corpuskit.weighing.weigher import Weigher
from corpuskit.weighing.weights import parse_weights
from quality.folds import fold_of
from quality.records import SETS, choose_sets
from training.article import fit_article
from training.crossing import Fits, calibrate, cross_validate, losses
from training.fitting import answer_counts
from training.headlines import Choice, fit_headlines, read_choices, unseen_hits
from training.looking import fit_again, look, look_again_unseen
from training.taught import read_flat_samples
from training.writing import headline_toml, weights_toml

SHIPPED = Path(__file__).parents[2] / "corpuskit" / "weights" / "chrome.toml"


def train_chrome(folder: Path, output: Path = SHIPPED) -> None:
    """Cross-validate, train on all pages and write the weights."""
    for message in choose_sets(folder, ())[1]:
        typer.echo(message, err=True)
    output.write_text(chrome_weights(folder, read_flat_fits(folder)), encoding="utf-8")
    typer.echo(f"wrote {output}")


def read_flat_fits(folder: Path) -> Fits:
    """Read all samples of flat text, and say how many they are."""
    fits = Fits(list(read_flat_samples(folder)), answer_counts())
    lines = sum(sample.line_count for sample in fits.samples)
    typer.echo(f"{len(fits.samples)} pages, {lines} lines")
    return fits


def chrome_weights(folder: Path, fits: Fits) -> str:
    """Give the file of the weights of these samples, and print what they are worth."""
    lines = _line_weights(fits)
    return lines + _headline_weights(list(_choices(folder, fits, lines)))


def _line_weights(fits: Fits) -> str:
    samples = fits.samples
    pages = look(samples, cross_validate(fits))
    unseen = look_again_unseen(pages)
    for row in losses(samples, unseen):
        typer.echo(row)
    calibration = calibrate(samples, unseen)
    article = fit_article(samples, unseen, calibration)
    return weights_toml(fits.without(), fit_again(pages), calibration, article)


def _choices(folder: Path, fits: Fits, lines: str) -> Iterator[Choice]:
    weights = parse_weights("the lines that were just trained", lines)
    pipeline = Pipeline(tuple(corpuskit_language_packs()), weigher=Weigher(weights))
    chosen, _ = choose_sets(folder, ())
    for name in (name for name in SETS if name in chosen):
        for choice in read_choices(name, chosen[name], pipeline):
            if fold_of(choice.group) not in fits.out:
                yield choice


def _headline_weights(choices: list[Choice]) -> str:
    for row in unseen_hits(choices):
        typer.echo(row)
    return headline_toml(fit_headlines(choices))
