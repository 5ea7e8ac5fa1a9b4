"""Comments of readers below a flat text: running text, told by a heading and by days with times."""

from collections.abc import Sequence

import pytest

from corpuskit import Block, Label, label_text
from tests.labels.weighed_pages import ABOVE, BELOW, BODIES

COMMENTS = [
    (
        "Lý Hải",
        "12/06/2025 10:15",
        "Bà con thôn tôi mong cây cầu này từ lâu lắm rồi, cảm ơn các bác.",
    ),
    ("Triệu Mùi", "12/06/2025 11:02", "Bao giờ thì làm tiếp đoạn đường còn lại?"),
    ("Lý Hải", "13/06/2025 07:40", "Nghe nói sang năm. Nhà tôi đã hiến thêm hai mươi mét đất rồi."),
]
HEADINGS = [
    "Ý kiến bạn đọc (3)",
    "3 bình luận",
    "3 comments",
    "3 thoughts on “Cây cầu mới”",
    "Kommentare",
]


def page(heading: str, comments: Sequence[Sequence[str]], body: Sequence[str] | None = None) -> str:
    said = [line for comment in comments for line in comment]
    own = BODIES["article vi"].lines if body is None else body
    above, below = ABOVE["vi"].splitlines(), BELOW["vi"].splitlines()
    return "\n".join([*above, *own, heading, *said, *below])


def blocks(text: str) -> dict[str, Block]:
    return {block.text: block for block in label_text(text, "a.txt").blocks}


def in_comments(text: str) -> set[str]:
    return {t for t, block in blocks(text).items() if block.reason.rule == "chrome.comments"}


@pytest.mark.parametrize("heading", HEADINGS)
def test_what_readers_say_below_a_text_is_chrome(heading: str) -> None:
    found = blocks(page(heading, COMMENTS))
    said = {line for comment in COMMENTS for line in comment}
    assert {found[line].label for line in said} == {Label.CHROME}
    assert {found[line].reason.evidence for _, _, line in COMMENTS} == {heading[:40]}
    kept = [found[line].label for line in BODIES["article vi"].lines[1:]]
    assert Label.CHROME not in kept


def test_names_and_days_of_comments_are_no_facts_of_the_page() -> None:
    metadata = label_text(page(HEADINGS[0], COMMENTS), "a.txt").metadata
    assert [line.name for line in metadata.bylines] == []
    assert metadata.date is None or not metadata.date.value.startswith("2025-06-1")


def test_comments_go_on_below_one_of_twenty_lines() -> None:
    long = [f"Thôn số {number} của xã cũng mong có cầu như thế." for number in range(20)]
    name, day, text = COMMENTS[0]
    found = in_comments(page(HEADINGS[0], [(name, day, text, *long), *COMMENTS[1:]]))
    assert {text for _, _, text in COMMENTS} <= found


@pytest.mark.parametrize(
    ("heading", "comments", "body"),
    [
        ("Bà con nói gì", COMMENTS, None),
        (HEADINGS[0], COMMENTS[:1], None),
        (HEADINGS[0], [(name, text) for name, _, text in COMMENTS], None),
        (HEADINGS[0], COMMENTS, BODIES["article vi"].lines[:2]),
    ],
    ids=["another heading", "one comment", "no times", "no article above"],
)
def test_without_all_signs_nothing_is_a_comment(
    heading: str, comments: Sequence[Sequence[str]], body: Sequence[str] | None
) -> None:
    assert in_comments(page(heading, comments, body)) == set()


def test_posts_of_a_thread_are_no_comments() -> None:
    long = " ".join(text for _, _, text in COMMENTS) * 2
    posts = [(f"Bạn đọc {n}", f"1{n}/06/2025 09:0{n}", f"{long} {n}") for n in range(4)]
    assert (
        in_comments(page("3 bình luận", COMMENTS, [line for post in posts for line in post]))
        == set()
    )


def test_the_text_goes_on_below_a_long_stretch_without_comments() -> None:
    more = [f"{line} Lần {n}." for n in range(6) for line in BODIES["article vi"].lines[1:]]
    last = [*[(line,) for line in more], ("Hà Vy", "14/06/2025 08:00", "Hay quá.")]
    found = in_comments(page(HEADINGS[0], [*COMMENTS, *last]))
    assert COMMENTS[0][2] in found
    assert more[-1] not in found
