"""The weights of each fold of sites, by all other sites: what conversions are measured with.

`python benchmarks/quality FOLDER --unseen OUTPUT` labels each page by the weights of its fold.
"""

from pathlib import Path

from corpuskit.weighing.weights import parse_weights
from corpuskit.weights import CHROME, FOREST
from quality.folds import FOLDS
from training.chrome import chrome_weights, read_flat_fits
from training.markup import write_markup
from training.third import third_look_json


def train_folds(folder: Path, output: Path) -> None:
    """Write the weights of lines and of markup that have not seen a fold, a folder for each."""
    every = read_flat_fits(folder)
    for fold in range(FOLDS):
        fits, place = every.leaving_out(fold), output / str(fold)
        place.mkdir(parents=True, exist_ok=True)
        words = chrome_weights(folder, fits)
        (place / CHROME).write_text(words, encoding="utf-8")
        (place / FOREST).write_text(third_look_json(fits), encoding="utf-8")
        write_markup(folder, place, parse_weights(str(place / CHROME), words), fits.out)
