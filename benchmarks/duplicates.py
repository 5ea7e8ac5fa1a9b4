"""How many planted copies `corpuskit dedupe` finds, how many it invents, and what that costs.

    python benchmarks/duplicates.py [--pages NUMBER] [--given FOLDER]

Pages are generated, or the text files of a folder, which should hold no copies of their own. Each
gets a planted copy: see `copies`. A copy is found when its cluster holds its original and no page
of another family; precision is the share of found ones among all that were reported. Costs are
those of whole commands: see `measuring`.
"""

import json
import sys
import tempfile
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

from copies import KINDS, PARTS, family_of, kind_of, make_page, vocabulary, write_families
from corpuskit.duplicates.comparison import Comparison
from corpuskit.duplicates.words import words_of
from measuring import Cost, measure
from whole_runs import CORPUSKIT, convert

THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9)
PAGES = 4_500
MISSING = "–"


class Found(NamedTuple):
    """Copies of one kind: planted, reported in any cluster, and reported rightly."""

    planted: int
    reported: int
    right: int

    @property
    def recall(self) -> str:
        """The share of the planted copies that were found."""
        return _share(self.right, self.planted)

    @property
    def precision(self) -> str:
        """The share of the reported copies that are right."""
        return _share(self.right, self.reported)


def main(arguments: Sequence[str]) -> None:
    """Plant, compare, and print the tables."""
    asked = read_options(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = given_pages(asked.given) if asked.given else made_pages(asked.pages)
        write_families(folder / "pages", pages)
        print(f"{2 * len(pages):,} documents, half of them planted\n")
        export(folder)
        print("\n".join(likeness_lines(folder)), end="\n\n")
        print("\n".join(cost_lines(folder, 2 * len(pages))))


class Asked(NamedTuple):
    """How many pages are made, or the folder with given ones."""

    pages: int
    given: Path | None


def read_options(arguments: Sequence[str]) -> Asked:
    """Read the command line."""
    parser = ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--pages", type=int, default=PAGES, help="pages to make")
    parser.add_argument("--given", type=Path, help="a folder of text files to plant in instead")
    found = parser.parse_args(arguments)
    return Asked(found.pages, found.given)


def made_pages(count: int) -> list[str]:
    """Make so many pages, the same every time."""
    known = vocabulary()
    return [make_page(Random(number), known) for number in range(count)]  # noqa: S311 - no secret


def given_pages(folder: Path) -> list[str]:
    """Read the text files below a folder."""
    return [path.read_text("utf-8", "replace") for path in sorted(folder.rglob("*.txt"))]


def export(folder: Path) -> None:
    """Label the pages once, so that every threshold compares the same texts."""
    command = [*CORPUSKIT, "convert", str(folder / "pages"), "--quiet", "--to=json"]
    measure([*command, f"--output={folder / 'out'}"])


def dedupe(given: Path, report: Path, *options: str) -> Cost:
    """Run the command as a whole process."""
    command = [*CORPUSKIT, "dedupe", str(given), "--quiet", f"--output={report}"]
    return measure([*command, *options])


def read_clusters(report: Path) -> dict[str, set[str]]:
    """Give the names in each cluster of a report."""
    clusters: dict[str, set[str]] = defaultdict(set)
    for line in report.read_bytes().splitlines()[1:]:
        row = json.loads(line)
        if row["kind"] == "document":
            clusters[row["cluster"]].add(row["source"])
    return clusters


def judge(names: Sequence[str], clusters: Mapping[str, set[str]]) -> dict[str, Found]:
    """Judge the copies of each kind; a cluster is right when it is one family."""
    of_name = {name: members for members in clusters.values() for name in members}
    counts: dict[str, list[int]] = {kind: [0, 0, 0] for kind in (*KINDS, PARTS)}
    for name in names:
        if not name.endswith("-copy.txt"):
            continue
        members, count = of_name.get(name, set()), counts[kind_of(name)]
        is_right = len(members) > 1 and {family_of(each) for each in members} == {family_of(name)}
        count[0] += 1
        count[1] += bool(members)
        count[2] += is_right and kind_of(name) != PARTS
    return {kind: Found(*count) for kind, count in counts.items()}


def likeness_lines(folder: Path) -> Iterator[str]:
    """Give a row for each kind: how alike copies are, and recall and precision by threshold."""
    texts = read_texts(folder / "out" / "json" / "corpus.jsonl")
    found = {}
    for threshold in THRESHOLDS:
        report = folder / f"{threshold}.jsonl"
        dedupe(folder / "out", report, f"--threshold={threshold}", "--paragraphs=0")
        found[threshold] = judge([*texts], read_clusters(report))
    yield "Recall / precision at each threshold, and how many bands of how many hashes it has:\n"
    heads = [f"{t} ({'×'.join(map(str, Comparison(threshold=t).banding))})" for t in THRESHOLDS]
    yield f"| kind | median similarity | {' | '.join(heads)} |"
    yield "|---|---:|" + "---:|" * len(THRESHOLDS)
    for kind in (*KINDS, PARTS):
        cells = [_cell(found[threshold][kind], kind) for threshold in THRESHOLDS]
        yield f"| {kind} | {likeness(kind, texts):.2f} | {' | '.join(cells)} |"


def _cell(found: Found, kind: str) -> str:
    if kind == PARTS:
        return f"{found.reported} of {found.planted} reported"
    return f"{found.recall} / {found.precision}"


def read_texts(archive: Path) -> dict[str, str]:
    """Give the kept text of each page by its name."""
    texts = {}
    with archive.open("rb") as stream:
        for line in stream:
            record = json.loads(line)
            kept = [block["text"] for block in record["blocks"] if block["kept"]]
            texts[record["source"]["name"]] = "\n".join(kept)
    return texts


def likeness(kind: str, texts: Mapping[str, str]) -> float:
    """Give the median Jaccard similarity of copies of a kind to their originals."""
    copies = (name for name in texts if kind_of(name) == kind and name.endswith("-copy.txt"))
    pairs = ((texts[name], texts[f"{family_of(name)}-original.txt"]) for name in copies)
    return median(jaccard(_shingles(one), _shingles(other)) for one, other in pairs)


def jaccard(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    """Give what two sets share."""
    return len(one & other) / len(one | other) if one | other else 0.0


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = words_of(text)
    return set(zip(words, words[1:], words[2:], strict=False))


def cost_lines(folder: Path, documents: int) -> Iterator[str]:
    """Give a row for each command with one worker, and for a conversion beside them."""
    report = folder / "report.jsonl"
    costs = {
        "dedupe, the text files": dedupe(folder / "pages", report, "--workers=1"),
        "dedupe, their export": dedupe(folder / "out", report, "--workers=1"),
        "convert, for comparison": convert(folder / "pages", workers=1),
    }
    yield "| command | CPU seconds | documents per CPU second | peak MB |"
    yield "|---|---:|---:|---:|"
    for name, cost in costs.items():
        speed = documents / cost.cpu
        yield f"| {name} | {cost.cpu:.1f} | {speed:,.0f} | {cost.megabytes:.0f} |"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else MISSING


if __name__ == "__main__":
    main(sys.argv[1:])
