"""What each stage of a document costs, in microseconds: the median of several rounds.

python benchmarks/stages.py [--pages N] [--rounds N] [--size BYTES] [--json]
"""

import json
import statistics
import time
from argparse import ArgumentParser
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
from pages import PAGE_SIZE, make_page, sentences

PAGES = 200
ROUNDS = 7
WHOLE = "the whole document"
T = TypeVar("T")


def cost(work: Callable[[T], object], values: Iterable[T], rounds: int = ROUNDS) -> float:
    """Give the microseconds of CPU time that one call takes, the median of the rounds."""
    ready = list(values)

    def one_round() -> float:
        start = time.process_time()
        for value in ready:
            work(value)
        return (time.process_time() - start) / len(ready) * 1e6

    return statistics.median(one_round() for _ in range(rounds))


def stage_costs(pages: list[bytes], rounds: int) -> dict[str, float]:
    """Measure every stage by its name, over pages as they stand in their files."""
    packs = {pack.language: pack for pack in corpuskit_language_packs()}
    lexicon = Lexicon([packs["und"], packs["vi"]])
    normalizer = Normalizer(Normalization(), lexicon.orthography)
    weighed = Aids(weigher=load_weigher())
    all_aids = weighed._replace(roles=RoleChain(load_role_weights()))
    raws = [decode(page, "page.txt") for page in pages]
    pieces = [make_pieces(raw.text, lexicon, normalizer) for raw in raws]
    labelled = [label_lines(make_lines(each), lexicon)[0] for each in pieces]
    lines = [make_lines(each) for each in pieces]
    return {
        "decode, with SHA-256": cost(lambda page: decode(page, "page.txt"), pages, rounds),
        "cut and normalise": cost(
            lambda raw: make_pieces(raw.text, lexicon, normalizer), raws, rounds
        ),
        "features of lines": cost(make_lines, pieces, rounds),
        "labels by rules": cost(lambda each: label_lines(each, lexicon), lines, rounds),
        "the same, weighed": cost(lambda each: label_lines(each, lexicon, weighed), lines, rounds),
        "the same, with roles": cost(
            lambda each: label_lines(each, lexicon, all_aids), lines, rounds
        ),
        "dates, people, source": cost(
            lambda each: read_metadata(each, lexicon, None), labelled, rounds
        ),
    }


def document_costs(pages: list[bytes], rounds: int) -> dict[str, float]:
    """Measure a whole document, and what each format costs behind it."""
    packs = tuple(corpuskit_language_packs())
    pipeline = Pipeline(packs, (), DEFAULTS, load_weigher(), load_role_weights())
    raws = [decode(page, "page.txt") for page in pages]
    documents = [pipeline.document(raw) for raw in raws]
    rows = {WHOLE: cost(pipeline.document, raws, rounds)}
    for name in ("json", "jsonl", "csv", "tei"):
        exporter = find_plugins({}).exporter(name)
        if isinstance(exporter, RecordExporter):
            rows[f"encode as {name}"] = cost(exporter.encode, documents, rounds)
    return rows


def main() -> None:
    """Measure and print the table, or the same as JSON."""
    parser = ArgumentParser(prog="python benchmarks/stages.py")
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--size", type=int, default=PAGE_SIZE, help="bytes of a page")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    known = sentences()
    pages = [make_page(number, known, asked.size).encode() for number in range(asked.pages)]
    rows = stage_costs(pages, asked.rounds) | document_costs(pages, asked.rounds)
    if asked.json:
        print(json.dumps(rows))
        return
    print("| stage | µs per page |\n|---|---|")
    for name, microseconds in rows.items():
        print(f"| {name} | {microseconds:.0f} |")


if __name__ == "__main__":
    main()
