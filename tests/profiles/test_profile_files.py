"""A profile as a file: written for people, read with every fault named."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.errors import UsageError
from corpuskit.model import Label
from corpuskit.profiles.profile import KnownLine, Profile, Site, parse_profile
from corpuskit.profiles.writing import profile_toml
from tests.profiles.planted import FOOT, MENU, body, label, learn, page

SITE = '[[site]]\nname = "a.vn"\n'
LINE = f'{SITE}[[site.line]]\ntext = "Bến sông"\n'


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_whatever_a_line_holds_is_written_and_read(text: str) -> None:
    profile = Profile(site=(Site(text, 7, (KnownLine(text, 0.5, samples=(text,)),)),))
    assert parse_profile(profile_toml(profile)) == profile


def test_a_learned_profile_is_written_with_its_evidence() -> None:
    pages = {f"a.vn/{n}.txt": page(MENU, body(n), FOOT) for n in range(20)}
    written = profile_toml(learn(pages))
    assert parse_profile(written) == learn(pages)
    assert tomllib.loads(written)["site"][0]["line"][0] == {
        "text": "Bản quyền thuộc báo Làng Chè", "confidence": 0.839, "documents": 20,
        "articles": 20, "above": 0, "inside": 0, "below": 20, "beside": 20,
    }  # fmt: skip
    assert "keep = true" in written.split("format =")[0]


def test_documents_without_a_site_are_explained() -> None:
    written = profile_toml(learn({f"{n}.txt": page(MENU, body(n), FOOT) for n in range(20)}))
    assert "# These documents are of no site" in written
    assert tomllib.loads(written)["site"][0]["name"] == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("format = \n", "Invalid value (at line 1, column 10); correct it, or learn"),
        ("format = 2\n", "key 'format': Expected `int` <= 1; correct the entry or delete it"),
        ("sites = 1\n", "the file: Object contains unknown field `sites`"),
        (f"{LINE}confidence = 3.5\n", "site 1 (“a.vn”), line 1 (“Bến sông”), key 'confidence'"),
        (f"{LINE}keeep = true\n", "line 1 (“Bến sông”): Object contains unknown field `keeep`"),
        (f"{LINE}documents = -1\n", "key 'documents': Expected `int` >= 0"),
        (f'{LINE}[[site.line]]\ntext = ""\n', "line 2, key 'text': Expected `str` of length >= 1"),
        (f"{SITE}[[site.line]]\nconfidence = 1.0\n", "missing required field `text`"),
        (f"{SITE}{SITE}", "site “a.vn”: it is described twice"),
        (f'{SITE}[[site.pattern]]\ntext = "xem {{numbr}}"\n',
         "site “a.vn”, pattern “xem {numbr}”: there is no placeholder {numbr}, only {number}"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_file_entry_and_next_step(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_profile(text, "my.toml")
    assert str(caught.value).startswith("my.toml: ")
    assert message in str(caught.value)


def rules(profile_text: str, *lines: str) -> list[str]:
    """Give the rules that decide about lines below a text, with a profile."""
    pages = {"a.vn/1.txt": page(body(1), lines)}
    (document,) = label(pages, parse_profile(profile_text)).values()
    return [b.reason.rule for b in document.blocks if b.text in lines]


def test_an_entry_written_by_hand_is_enough() -> None:
    assert rules(LINE, "bến  sông") == ["chrome.profile"]
    (document,) = label({"a.vn/1.txt": page(body(1), "Bến sông")}, parse_profile(LINE)).values()
    assert document.blocks[-1].reason.evidence == "Bến sông (written by hand)"
    assert document.blocks[-1].reason.confidence == 0.99


def test_what_a_person_keeps_is_text() -> None:
    assert "chrome.profile" not in rules(f"{LINE}keep = true\n", "Bến sông")


def test_a_line_to_keep_wins_over_a_pattern() -> None:
    pattern = '[[site.pattern]]\ntext = "Kỷ niệm {number} năm"\n'
    line = '[[site.line]]\ntext = "Kỷ niệm 100 năm"\nkeep = true\n'
    assert rules(SITE + pattern, "Kỷ niệm 100 năm") == ["chrome.profile"]
    assert "chrome.profile" not in rules(SITE + pattern + line, "Kỷ niệm 100 năm")


def test_a_line_is_known_in_both_placements_of_its_tone_marks() -> None:
    entry = f'{SITE}[[site.line]]\ntext = "Tòa soạn và hòa âm"\n'
    assert rules(entry, "Toà soạn và hoà âm") == ["chrome.profile"]


def test_the_reason_names_entry_and_documents() -> None:
    pages = {f"a.vn/{n}.txt": page(MENU, body(n), FOOT) for n in range(20)}
    document = label(pages, learn(pages))["a.vn/7.txt"]
    block = document.blocks[1]
    assert (block.text, block.label, block.detail) == ("Chuyện làng", Label.CHROME, "profile")
    assert block.reason.evidence == "Chuyện làng (20 of 20 documents)"
