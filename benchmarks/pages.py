"""Pages for benchmarks: generated from the sentences of the sample pages, the same every time."""

import random
import sys
from pathlib import Path

SEEDS = Path(__file__).parents[1] / "seeds"
PAGE_SIZE = 5000
"""Bytes that a page has at least."""
CHROME = "-\nIn trang này\nTìm kiếm theo:Chuyên mục nàyTất cả các chuyên mục\n"


def sentences() -> list[str]:
    """Give the sentences of the sample pages that are long enough to be text."""
    text = " ".join(path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt")))
    return [part.strip() for part in text.replace("\n", " ").split(". ") if len(part) > 60]  # noqa: PLR2004 - characters


def make_page(number: int, known: list[str], size: int = PAGE_SIZE) -> str:
    """Make one page: title, dateline, paragraphs, a doubled caption, byline, chrome.

    Paragraphs are added until the page has `size` bytes, before caption, byline and chrome.
    """
    rng = random.Random(number)  # noqa: S311 - pages that are the same every time, no secret
    title = f"{rng.choice(known)[:70]} lần thứ {number}"
    dateline = f"BHG - Chiều {rng.randint(1, 28)}.{rng.randint(1, 12)}"
    parts = [title, f"{dateline}, {_paragraph(rng, known)}"]
    while sum(len(part.encode()) for part in parts) < size:
        parts.append(_paragraph(rng, known))
    caption = f"Quang cảnh hội nghị số {number}"
    parts[3:3] = [caption, caption]
    return "\n\n".join([*parts, "Tin, ảnh: Duy Tuấn - Hoàng Tuyến", CHROME])


def _paragraph(rng: random.Random, known: list[str]) -> str:
    return ". ".join(rng.choice(known) for _ in range(rng.randint(1, 3))) + "."


def write_pages(folder: Path, count: int, size: int = PAGE_SIZE) -> None:
    """Write `count` pages into a folder, a hundred to a folder below it."""
    known = sentences()
    for number in range(count):
        below = folder / f"{number // 100:04}"
        below.mkdir(parents=True, exist_ok=True)
        (below / f"{number:06}.txt").write_text(make_page(number, known, size), "utf-8")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]), *map(int, sys.argv[2:]))
