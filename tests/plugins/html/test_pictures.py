"""Which blocks stand directly below a picture, and in which elements that picture stands."""

import pytest

from tests.plugins.html.walks import cut_blocks


def pictured(page: str) -> dict[str, list[str]]:
    """Give the texts below pictures, with the names of the elements around the picture."""
    return {
        page[block.start : block.end]: [element.tag for element in block.layout.picture]
        for block in cut_blocks(page).blocks
        if block.layout.picture
    }


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p><img src=a></p><p>một</p><p>hai</p>", {"một": ["p"]}),
        ("<p><img src=a>một</p><p>hai</p>", {"một": ["p"]}),
        ("<p>một<img src=a></p><p>hai</p>", {"hai": ["p"]}),
        ("<div><img alt=ảnh src=a></div><p>một</p>", {"một": ["div"]}),
        (
            "<table><tr><td><img></td></tr><tr><td>một</td></tr></table>",
            {"một": ["table", "tr", "td"]},
        ),
        ("<p><img></p><p><img></p><div>một</div>", {"một": ["p"]}),
        ("<p><img></p><p hidden>ẩn</p><p>một</p>", {"một": ["p"]}),
        ("<p><img></p><pre>một\nhai</pre>", {"một": ["p"]}),
        ("<p><img width=1 height=1></p><p>một</p>", {}),
        ("<p hidden><img></p><p>một</p>", {}),
        ("<p>một</p><p><img></p>", {}),
    ],
)
def test_the_first_text_below_a_picture_is_known(page: str, expected: dict[str, list[str]]) -> None:
    assert pictured(page) == expected
