"""The command: which weights are trained, and where they go."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from corpuskit.errors import CorpuskitError
from training.chrome import SHIPPED, train_chrome
from training.fixtures import write_fixtures
from training.folds import train_folds
from training.markup import SHIPPED as SHIPPED_MARKUP
from training.markup import train_markup
from training.roles import SHIPPED as SHIPPED_ROLES
from training.roles import train_roles
from training.third import SHIPPED as SHIPPED_THIRD
from training.third import train_third_look


def main() -> None:
    """Run the command; what is wrong with the data is one line."""
    try:
        typer.run(train)
    except CorpuskitError as error:
        sys.exit(f"error: {error}")


def train(  # noqa: PLR0913  # the command line library wants a parameter for each option
    folder: Annotated[
        Path, typer.Argument(help="The folder with the sets, in the format of benchmarks/quality.")
    ],
    output: Annotated[
        Path | None,
        typer.Argument(help="The file for the weights, with --markup and --folds their folder."),
    ] = None,
    *,
    roles: Annotated[bool, typer.Option("--roles", help="Train those of roles.")] = False,
    third_look: Annotated[
        bool, typer.Option("--third-look", help="Train the trees for doubtful lines.")
    ] = False,
    markup: Annotated[bool, typer.Option("--markup", help="Train those of HTML.")] = False,
    folds: Annotated[
        bool,
        typer.Option("--folds", help="Train for each fold of sites, by all others."),
    ] = False,
    fixtures: Annotated[
        list[Path] | None,
        typer.Option(help="Only take pages out of this source archive; repeat for several."),
    ] = None,
) -> None:
    """Train the weights by which text and page furniture are told apart, or those of roles."""
    if fixtures:
        write_fixtures(folder, fixtures)
    elif folds:
        train_folds(folder, _named(output))
    elif third_look:
        train_third_look(folder, output or SHIPPED_THIRD)
    elif markup:
        train_markup(folder, output or SHIPPED_MARKUP)
    elif roles:
        train_roles(folder, output or SHIPPED_ROLES)
    else:
        train_chrome(folder, output or SHIPPED)


def _named(output: Path | None) -> Path:
    if output is None:
        raise typer.BadParameter("name the folder for the weights of each fold")
    return output
