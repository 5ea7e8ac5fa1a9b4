import re
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from corpuskit.errors import UsageError
from corpuskit.names import (
    Keys,
    OutputNames,
    SourceName,
    document_id,
    name_key,
    path_bytes,
    portable,
    source_name,
    suffixes,
)

NCNAME = etree.RelaxNG(
    etree.fromstring(
        '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"'
        ' datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
        '<data type="NCName"/></element>'
    )
)


def names_for(*names: str, reserved: tuple[str, ...] = ()) -> list[str]:
    output = OutputNames(names, ".xml", reserved)
    return [output.of(name) for name in names]


def is_ncname(text: str) -> bool:
    element = etree.Element("a")
    element.text = text
    return bool(NCNAME.validate(element))


def test_a_name_is_the_path_as_it_stands_on_the_disk() -> None:
    decomposed = normalize("NFD", "Hội.txt")
    assert source_name(decomposed.encode()) == SourceName(decomposed, "")


def test_bytes_that_are_not_utf8_are_shown_and_kept() -> None:
    assert source_name(b"a/\xff\xfe.txt") == SourceName("a/%FF%FE.txt", "612ffffe2e747874")


@given(st.binary())
def test_the_path_can_always_be_had_back_from_the_name(path: bytes) -> None:
    assert path_bytes(source_name(path)) == path


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("000_92774cd1868c8892.txt", "d-000_92774cd1868c8892.txt"),
        ("Hội nghị.txt", "d-Hội-nghị.txt-ca425fa6"),
        ("a/b.txt", "d-a.b.txt-5550000d"),
        ("a.b.txt", "d-a.b.txt"),
        ("a--b", "d-a-b-90827a2e"),
    ],
)
def test_an_id_keeps_what_xml_allows_and_marks_what_it_changed(name: str, identifier: str) -> None:
    assert document_id(name) == identifier


@given(st.text())
def test_an_id_is_an_xml_name_of_bounded_length_without_two_hyphens_in_a_row(name: str) -> None:
    identifier = document_id(name)
    assert is_ncname(identifier)
    assert len(identifier) <= 120
    assert "--" not in identifier
    assert not identifier.endswith("-")


@given(st.lists(st.text("ab-/. ộ\u0323o\u0302", max_size=6), unique=True, max_size=20))
def test_different_names_have_different_ids(names: list[str]) -> None:
    assert len({document_id(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a/Hội nghị 1.txt", "a/Hội nghị 1.txt"),
        ("a:b|c?.txt", "a%3Ab%7Cc%3F.txt"),
        ("line\nend", "line%0Aend"),
        ("x./y ", "x%2E/y%20"),
        ("con/aux.txt/console", "%63on/%61ux.txt/console"),
        ("..", ".%2E"),
        ("", "_"),
    ],
)
def test_characters_that_some_file_system_refuses_are_escaped(name: str, written: str) -> None:
    assert portable(name) == written


def test_a_long_name_is_cut_between_letters_and_keeps_a_hash() -> None:
    decomposed = normalize("NFD", "ệ") * 90
    cut = portable(decomposed)
    assert len(cut.encode()) <= 200
    assert re.fullmatch("(?:e\u0323\u0302)+~[0-9a-f]{8}", cut)


@given(st.text(st.characters(codec="utf-8")))
def test_a_written_name_is_relative_and_stays_below_its_folder(name: str) -> None:
    parts = portable(name).split("/")
    assert not {"", ".", ".."} & set(parts)
    assert all(len(part.encode()) <= 200 for part in parts)


def test_the_tree_is_mirrored() -> None:
    assert names_for("a/b.txt", "a.b.txt", "README") == ["a/b.xml", "a.b.xml", "README.xml"]


def test_sources_that_would_share_a_file_keep_their_whole_names() -> None:
    assert names_for("a.txt", "a.html", "b.txt") == ["a.txt.xml", "a.html.xml", "b.xml"]


@pytest.mark.parametrize("twins", [("A.txt", "a.txt"), ("Hội.txt", normalize("NFD", "Hội.txt"))])
def test_names_that_another_machine_takes_for_one_stay_apart(twins: tuple[str, str]) -> None:
    first, second = names_for(*twins)
    assert name_key(first) != name_key(second)
    assert re.fullmatch(r".+\.txt~[0-9a-f]{8}\.xml", first)


def test_a_file_never_takes_the_name_of_a_folder_or_of_a_companion() -> None:
    names = ("x.txt", "x.xml/y.txt", "corpus.txt")
    written = names_for(*names, reserved=("corpus.xml",))
    assert written == ["x.txt.xml", "x.xml/y.xml", "corpus.txt.xml"]


def test_a_whole_name_that_is_taken_gives_way_too() -> None:
    first, second, third = names_for("a.txt", "a.html", "a.txt.md")
    assert (second, third) == ("a.html.xml", "a.txt.xml")
    assert re.fullmatch(r"a\.txt~[0-9a-f]{8}\.xml", first)


def test_a_whole_name_that_is_a_folder_gives_way_too() -> None:
    first, second, _ = names_for("x.txt", "x.html", "x.txt.xml/y.txt")
    assert re.fullmatch(r"x\.txt~[0-9a-f]{8}\.xml", first)
    assert second == "x.html.xml"


def test_documents_of_one_source_are_numbered() -> None:
    names = OutputNames(["a.txt", "a-0002.txt"], ".xml")
    assert names.numbered("a.txt", 1) == "a-0001.xml"
    assert re.fullmatch(r"a~[0-9a-f]{8}-0002\.xml", names.numbered("a.txt", 2))


def test_a_clash_that_nothing_resolves_is_refused_naming_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("corpuskit.names._digest", lambda _: "00000000")
    with pytest.raises(UsageError, match=r"A\.txt and a\.txt would share the file a\.txt~00000000"):
        names_for("A.txt", "a.txt")


@given(st.lists(st.text("aA./:ộ", min_size=1, max_size=5), unique=True, max_size=12))
def test_no_two_sources_ever_share_a_file(names: list[str]) -> None:
    assert len({name_key(file) for file in names_for(*names)}) == len(names)


def test_keys_tell_what_they_hold_and_what_repeats() -> None:
    keys = Keys([5, 3, 5])
    assert (3 in keys, 4 in keys, 9 in keys) == (True, False, False)
    assert keys.repeated == {5}


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("a/b.WARC.gz", [".warc.gz", ".gz"]),
        ("a.d/README", [""]),
        (".hidden", [""]),
        ("x.", ["."]),
    ],
)
def test_the_suffixes_of_a_name_are_given_longest_first(name: str, ends: list[str]) -> None:
    assert list(suffixes(name)) == ends
