"""The generated pages as a news site would serve them: head, menus, teasers, comments, footer."""

import json
import random
from collections.abc import Iterator, Sequence
from html import escape

SECTIONS = (
    "Thời sự", "Kinh tế", "Văn hoá", "Giáo dục", "Sức khoẻ", "Thể thao", "Du lịch", "Bạn đọc",
)  # fmt: skip
STYLE = "".join(
    f".{name}-{at}{{margin:0 auto;padding:{at}px;color:#{at:02}{at:02}{at:02}}}\n"
    for name in ("nav", "card", "col", "btn", "story")
    for at in range(20)
)
SCRIPT = "".join(
    f'window.slots=window.slots||[];window.slots.push({{id:"slot-{at}",sizes:[[300,{at}]]}});\n'
    for at in range(40)
)
TEASERS = 12


def html_page(number: int, text: str, known: Sequence[str]) -> str:
    """Put a generated page into HTML; `known` are the sentences that teasers are made of."""
    title, *paragraphs = [part for part in text.split("\n\n") if part.strip()]
    head = "\n".join(_head(number, title))
    story = "\n".join(_story(title, paragraphs[:-2], paragraphs[-2]))
    around = f"{_menu(number)}\n<main class='col-2'>\n{story}\n</main>\n{_aside(number, known)}"
    body = f"<body>\n{around}\n{_footer()}\n</body>"
    return f'<!DOCTYPE html>\n<html lang="vi">\n{head}\n{body}\n</html>\n'


def _head(number: int, title: str) -> Iterator[str]:
    day = f"2023-{number % 12 + 1:02}-{number % 28 + 1:02}"
    data = {"@type": "NewsArticle", "headline": title, "datePublished": f"{day}T08:00:00+07:00"}
    yield f'<head><meta charset="utf-8"><title>{escape(title)} | Báo Cao Nguyên</title>'
    yield f'<meta property="og:title" content="{escape(title)}">'
    yield f'<meta property="article:published_time" content="{day}T08:00:00+07:00">'
    yield f'<link rel="canonical" href="https://news.example/tin/{number}.html">'
    yield f"<style>\n{STYLE}</style>\n<script>\n{SCRIPT}</script>"
    linked = json.dumps(data, ensure_ascii=False)
    yield f'<script type="application/ld+json">{linked}</script></head>'


def _menu(number: int) -> str:
    items = "\n".join(
        f'<li class="nav-{at}"><a href="/{at}/">{section}</a></li>'
        for at, section in enumerate(SECTIONS)
    )
    crumbs = f'<div class="crumbs"><a href="/">Trang chủ</a> &rsaquo; {SECTIONS[number % 8]}</div>'
    search = '<form role="search"><input name="q" placeholder="Từ khoá"><button>Tìm</button></form>'
    return f'<header><nav class="menu">\n<ul>\n{items}\n</ul>\n</nav>{search}\n{crumbs}</header>'


def _story(title: str, paragraphs: Sequence[str], byline: str) -> Iterator[str]:
    yield f'<article class="story-1"><h1 class="story-title">{escape(title)}</h1>'
    yield '<div class="share"><a href="#">Chia sẻ</a> <a href="#">In trang này</a></div>'
    for at, paragraph in enumerate(paragraphs):
        if len(paragraph) < 60:  # noqa: PLR2004 - characters: a caption of the generator
            yield f'<figure><img src="{at}.jpg" alt="{escape(paragraph)}">'
            yield f"<figcaption>{escape(paragraph)}</figcaption></figure>"
            continue
        first, stop, rest = paragraph.partition(". ")
        link = f'<a href="/tin/{at}.html">{escape(rest[:20])}</a>' if rest else ""
        yield f"<p>{escape(first)}{stop}{link}{escape(rest[20:])}</p>"
    yield f'<p class="author"><strong>{escape(byline)}</strong></p></article>'


def _aside(number: int, known: Sequence[str]) -> str:
    rng = random.Random(number)  # noqa: S311 - pages that are the same every time, no secret
    teasers = "\n".join(
        f'<div class="card-{at}"><a href="/tin/{number + at}.html"><img src="{at}.jpg" alt="">'
        f"<h3>{escape(rng.choice(known)[:80])}</h3></a><span>{at + 1} giờ trước</span></div>"
        for at in range(TEASERS)
    )
    return f'<aside class="related"><h2>Tin liên quan</h2>\n{teasers}\n</aside>'


def _footer() -> str:
    links = " | ".join(f'<a href="/{at}">{section}</a>' for at, section in enumerate(SECTIONS))
    return f"<footer><p>{links}</p><p>&copy; 2023 Báo Cao Nguyên. Giữ bản quyền.</p></footer>"
