"""What each stage of a document costs, in microseconds: the least of several rounds over 200 pages.

python benchmarks/stages.py
"""

import statistics
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

from corpuskit import RecordExporter, decode
from corpuskit.facts.metadata import read_metadata
from corpuskit.labels.label import Aids, label_lines
from corpuskit.labels.role_rules import RoleChain
from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.loading.plugins import find_plugins
from corpuskit.pipeline import DEFAULTS, Pipeline
from corpuskit.text.lines import make_lines
from corpuskit.text.normalize import Normalization, Normalizer
from corpuskit.text.pieces import make_pieces
from corpuskit.weights import load_role_weights, load_weigher
from pages import make_page, sentences

PAGES = 200
ROUNDS = 7
T = TypeVar("T")


def cost(work: Callable[[T], object], values: Iterable[T]) -> float:
    """Give the microseconds that one call takes, the median of the rounds."""
    ready = list(values)

    def one_round() -> float:
        start = time.process_time()
        for value in ready:
            work(value)
        return (time.process_time() - start) / len(ready) * 1e6

    return statistics.median(one_round() for _ in range(ROUNDS))


def main() -> None:
    """Measure and print the table."""
    packs = {pack.language: pack for pack in corpuskit_language_packs()}
    lexicon = Lexicon([packs["und"], packs["vi"]])
    normalizer = Normalizer(Normalization(), lexicon.orthography)
    pipeline = Pipeline(tuple(packs.values()), (), DEFAULTS, load_weigher(), load_role_weights())
    weighed = Aids(weigher=load_weigher())
    all_aids = weighed._replace(roles=RoleChain(load_role_weights()))
    known = sentences()
    pages = [make_page(number, known).encode() for number in range(PAGES)]
    raws = [decode(page, "page.txt") for page in pages]
    pieces = [make_pieces(raw.text, lexicon, normalizer) for raw in raws]
    lines = [make_lines(each) for each in pieces]
    labelled = [label_lines(each, lexicon)[0] for each in lines]
    documents = [pipeline.document(raw) for raw in raws]
    rows = {
        "decode, with SHA-256": cost(lambda page: decode(page, "page.txt"), pages),
        "cut and normalise": cost(lambda raw: make_pieces(raw.text, lexicon, normalizer), raws),
        "features of lines": cost(make_lines, pieces),
        "labels by rules": cost(lambda each: label_lines(each, lexicon), lines),
        "the same, weighed": cost(lambda each: label_lines(each, lexicon, weighed), lines),
        "the same, with roles": cost(lambda each: label_lines(each, lexicon, all_aids), lines),
        "dates, people, source": cost(lambda each: read_metadata(each, lexicon, None), labelled),
        "the whole document": cost(pipeline.document, raws),
    }
    for name in ("json", "jsonl", "csv", "tei"):
        exporter = find_plugins({}).exporter(name)
        if isinstance(exporter, RecordExporter):
            rows[f"encode as {name}"] = cost(exporter.encode, documents)
    print("| stage | µs per page |\n|---|---|")
    for name, microseconds in rows.items():
        print(f"| {name} | {microseconds:.0f} |")


if __name__ == "__main__":
    main()
