"""A tiny invented set for training: articles of several sites with the gold of their lines."""

import gzip
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

from quality.records import Record
from tests.benchmarks.samples import record_of
from tests.labels.weighed_pages import ABOVE, BELOW, BODIES

BODY = ("Sáng nay xã khánh thành cây cầu mới qua suối.", "Học sinh không phải nghỉ mùa nước lũ.")
SITES = ("an.example", "binh.example", "cuc.example", "dao.example", "em.example", "gam.example")


def article(language: str, name: str, site: str) -> Record:
    """Give an article with furniture around it; each name has words of its own."""
    body = BODIES[f"article {language}"].lines
    lines = [
        *((text, "chrome") for text in ABOVE[language].splitlines()),
        (body[0], "title"),
        *((f"{text} {name}." if n % 2 else text, "main") for n, text in enumerate(body[1:])),
        *((f"{text} {name}" if n % 3 else text, "chrome") for n, text in _below(language)),
    ]
    return record_of(*lines, name=name, site=site)


def _below(language: str) -> Sequence[tuple[int, str]]:
    return list(enumerate(BELOW[language].splitlines()))


def articles() -> list[Record]:
    """Give two articles of each site."""
    return [
        article(language, f"{site[:2]}{language}", site)
        for site in SITES
        for language in ("vi", "en")
    ]


def write_set(path: Path, records: Sequence[Record]) -> Path:
    """Write a set as the trainer reads it."""
    rows = [{"id": r.id, "text": r.text, "lines": r.lines, "site": r.site} for r in records]
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    return path


def write_pages(folder: Path) -> None:
    """Write a set of HTML, a page of each site."""
    with zipfile.ZipFile(folder / "html_aeb.zip", "w") as archive:
        rows = []
        for site in SITES:
            paragraphs = "".join(f"<p>{site}: {text * 3}</p>" for text in BODY)
            menu = "<nav><a href=/a>Trang chủ</a> <a href=/b>Thời sự</a></nav>"
            archive.writestr(site, f"{menu}<h1>Cầu mới</h1>{paragraphs}<p>Chia sẻ bài này</p>")
            gold = "\n".join(f"{site}: {text * 3}" for text in BODY)
            rows.append(json.dumps({"id": site, "file": site, "site": site, "gold": gold}))
        archive.writestr("gold.jsonl", "\n".join(rows))
