"""The weights of marked-up pages, trained in two rounds, and the trees that look a third time."""

from pathlib import Path

import typer

from corpuskit.weighing.weights import Weights
from corpuskit.weights import MARKUP, MARKUP_FOREST, load_weights
from quality.html_records import HTML
from quality.records import choose_sets
from training.article import fit_article
from training.boosting import forest_json
from training.crossing import losses
from training.markup_rounds import Rounds, play_rounds
from training.markup_third import fit_markup_third_look
from training.writing import markup_toml

SHIPPED = Path(__file__).parents[2] / "corpuskit" / "weights"


def train_markup(folder: Path, output: Path = SHIPPED) -> None:
    """Cross-validate both rounds by site, train them on all pages and write what came out."""
    for message in choose_sets(folder, (), HTML)[1]:
        typer.echo(message, err=True)
    write_markup(folder, output, load_weights())


def write_markup(
    folder: Path, output: Path, words: Weights, out: frozenset[int] = frozenset()
) -> None:
    """Write the weights of both rounds and the trees to a folder, and print what they are worth.

    `words` are the weights of flat text; pages of the folds in `out` are left out.
    """
    rounds = play_rounds(folder, words, out)
    samples = rounds.second.samples
    typer.echo(f"{len(samples)} pages, {sum(each.line_count for each in samples)} blocks")
    for row in losses(samples, rounds.unseen):
        typer.echo(row)
    (output / MARKUP).write_text(markup_weights(rounds), encoding="utf-8")
    trees = forest_json(fit_markup_third_look(rounds))
    (output / MARKUP_FOREST).write_text(trees, encoding="utf-8")
    typer.echo(f"wrote {output / MARKUP} and {output / MARKUP_FOREST}")


def markup_weights(rounds: Rounds) -> str:
    """Give the file of the weights of both rounds."""
    article = fit_article(rounds.second.samples, rounds.unseen, rounds.calibration)
    first, second = rounds.first.without(), rounds.second.without()
    return markup_toml(first, second, rounds.calibration, article)
