import io
import json
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from corpuskit.api import make_pipeline
from corpuskit.errors import SourceRefused, UsageError
from corpuskit.model import Document, Stated
from corpuskit.names import document_id
from corpuskit.reader import (
    FieldNames,
    Limits,
    Piece,
    RawFile,
    RawStream,
    SourceSkipped,
    StreamReader,
)
from corpuskit.text.decode import decode
from corpuskit_json import corpuskit_readers
from corpuskit_json.cutting import cut_lines
from corpuskit_json.exporters import JsonExporter, JsonLinesExporter
from corpuskit_json.lines_reader import ID, JsonLinesReader
from corpuskit_json.reading import ADVICE
from tests.plugins.documents import DOCUMENTS, article

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
HOSTILE = (
    "",
    "\ufeff\ufeffa\r\n",
    "a\0b\n",
    "a\rb\u2028c\u0085d\x1b[0m",
    "e\u0301" * 9,
    "= 1\n" * 3,
)


def read(data: bytes, **settings: object) -> list[Piece]:
    stream = RawStream("c.jsonl", io.BytesIO(data))._replace(**settings)  # type: ignore[arg-type]  # each test gives what fits
    return list(JsonLinesReader().read_stream(stream))


def texts(pieces: Iterable[Piece]) -> list[tuple[str, str]]:
    """Give the last part of each name, with the text or the message behind it."""
    return [_text(piece) for piece in pieces]


def _text(piece: Piece) -> tuple[str, str]:
    if isinstance(piece, RawFile):
        return piece.name.removeprefix("c.jsonl!/"), piece.data.decode()
    assert isinstance(piece, SourceRefused)
    name, _, message = str(piece).removeprefix("c.jsonl!/").partition(": ")
    return name, message


def stated(piece: Piece) -> tuple[Stated, ...]:
    assert isinstance(piece, RawFile)
    return piece.stated


def refused_as_a_whole(data: bytes, **settings: object) -> str:
    with pytest.raises(SourceRefused) as caught:
        read(data, **settings)
    return str(caught.value)


def test_the_reader_of_json_lines_is_a_stream_reader() -> None:
    (reader,) = corpuskit_readers()
    assert isinstance(reader, StreamReader)
    assert (reader.name, reader.suffixes) == ("jsonl", (".jsonl", ".ndjson", ".json"))
    assert vars(type(reader))["is_table"] is True


def test_each_line_is_a_document_named_by_its_number() -> None:
    data = b'{"text":"a","id":7}\n{"text":"b"}'
    first, second = read(data)
    assert first == RawFile(
        "c.jsonl!/1", b"a", encoding="utf-8", media_type="text/plain", charset="utf-8",
        stated=(Stated("id", "id", "7"),),
    )  # fmt: skip
    assert _text(second) == ("2", "b")


def test_blank_lines_crlf_and_a_byte_order_mark_are_no_records() -> None:
    data = b'\xef\xbb\xbf\n{"text":"a"}\r\n \t\r\n\n{"text":"b"}\r\n\r\n'
    assert texts(read(data)) == [("2", "a"), ("5", "b")]


def test_a_byte_order_mark_before_the_first_record_is_dropped() -> None:
    assert texts(read(b'\xef\xbb\xbf{"text":"a"}\n{"text":"b"}\n')) == [("1", "a"), ("2", "b")]


def test_lines_end_at_lf_alone() -> None:
    text = "a\u2028b\u2029c\u0085d"
    assert texts(read(f'{{"text":"{text}"}}\n'.encode())) == [("1", text)]


@given(st.lists(st.binary(max_size=9), max_size=9), st.integers(1, 20))
def test_the_lines_of_a_stream_are_what_lf_cuts_whatever_its_chunks_are(
    rows: list[bytes], size: int
) -> None:
    data = b"\n".join(rows)

    class Slow(io.BytesIO):
        def read(self, _: int | None = -1, /) -> bytes:
            return super().read(size)

    lines = list(cut_lines(Slow(data), 1000))
    without_mark = data.removeprefix(b"\xef\xbb\xbf")
    assert b"\n".join(line.data for line in lines) == without_mark.removesuffix(b"\n")
    assert [data[line.offset : line.offset + line.size] for line in lines] == [
        line.data for line in lines
    ]


def test_the_fields_are_those_that_the_user_names() -> None:
    fields = FieldNames(text="data.body", id="key", url="data.at")
    (file,) = read(b'{"key":1,"data":{"body":"a","at":"http://a"},"text":"t"}', fields=fields)
    assert isinstance(file, RawFile)
    assert (file.data, file.stated) == (
        b"a",
        (
            Stated("id", "key", "1"),
            Stated("url", "data.at", "http://a"),
            Stated("", "text", "t"),
        ),
    )


@pytest.mark.parametrize(
    "number",
    ["1.10", "1e5", "-0", "12345678901234567890123", "9" * 5000, "1e999", "NaN", "-Infinity"],
)
def test_a_number_is_carried_as_it_was_printed(number: str) -> None:
    (piece,) = read(f'{{"text":"a","n":{number},"l":[{number}]}}'.encode())
    assert [s.value for s in stated(piece)] == [number[:2000], f"[{number}]"[:2000]]


MEND = "mend the line or leave it out"
BAD_LINES = [
    (
        b'{"text":"\xff"}',
        "not text; byte 23 is not UTF-8: mend the line, or name its encoding with --encoding",
    ),
    (b'{"text":"cut', f"not JSON; it ends inside the string that begins at byte 22: {MEND}"),
    (b'{"text":"a","b":', f"not JSON; it ends too soon, at byte 30: {MEND}"),
    (
        b'{"text":"a"}{"text":"b"}',
        "not JSON; a second value begins at byte 26: put each on a line of its own",
    ),
    (b'{"text":"a",}', f"not JSON; byte 26 cannot stand there: {MEND}"),
    (b'{"text":"a\tb"}', f"not JSON; byte 24 cannot stand there: {MEND}"),
    (b"{'text':'a'}", f"not JSON; byte 15 cannot stand there: {MEND}"),
    ('{"đ":1 "text":"a"}'.encode(), f"not JSON; byte 22 cannot stand there: {MEND}"),
    (b"[1]", "no JSON object; it is an array: write one record a line with: jq -c '.[]' FILE"),
    (b"null", f"no JSON object; it holds a single value: {MEND}"),
    (b'"text"', f"no JSON object; it holds a single value: {MEND}"),
    (b"{}", "no text field; it has no fields"),
    (
        b'{"no\\ud800": 1}',
        (
            "no text field; its fields are no\\ud800:"
            " name the one that holds the text with --text-field"
        ),
    ),
    (b'{"text":null}', "no text; the field 'text' holds null: name another with --text-field"),
    (b'{"text":1}', "no text; the field 'text' holds a number: name another with --text-field"),
    (b"[" * 100_000, f"nested too deeply; more than 200 levels: {MEND}"),
    (b'{"a":' * 100_000, f"nested too deeply; more than 200 levels: {MEND}"),
    (b'{"a":[' + b"0," * 1_000_001 + b"0]}", f"too many values; more than 1000000: {MEND}"),
    (b"\0\0\0", f"not JSON; byte 14 cannot stand there: {MEND}"),
]


@pytest.mark.parametrize(("line", "message"), BAD_LINES, ids=range(len(BAD_LINES)))
def test_a_bad_line_is_refused_by_its_number_and_the_others_are_read(
    line: bytes, message: str
) -> None:
    data = b'{"text": "a"}\n' + line + b'\n{"text":"z"}\n'
    if "byte" not in message:
        message = message.replace("; ", "; in the line at byte 14, ", 1)
    assert texts(read(data)) == [("1", "a"), ("2", message), ("3", "z")]


@pytest.mark.parametrize(
    "line", [b'{"text":"cut', b'{"text":"\xff"}', b"[1]", b"null", b"[" * 1000, b"{}"]
)
def test_a_bad_line_at_the_beginning_costs_no_other(line: bytes) -> None:
    pieces = texts(read(line + b'\n{"text":"b"}\n{"text":"c"}\n'))
    assert [name for name, _ in pieces] == ["1", "2", "3"]
    assert [text for _, text in pieces[1:]] == ["b", "c"]


def test_a_line_above_the_limit_is_refused_with_its_place_and_the_rest_goes_on() -> None:
    data = b'{"text":"a"}\n{"text":"' + b"x" * 100 + b'"}\n{"text":"c"}\n'
    assert texts(read(data, limits=Limits(document=50))) == [
        ("1", "a"),
        ("2", "too large; the line at byte 13 has 111 bytes, 50 are allowed"),
        ("3", "c"),
    ]


def test_text_with_many_brackets_and_quotes_is_only_text() -> None:
    text = '[{"\\' * 100_000
    assert texts(read(json.dumps({"text": text}).encode())) == [("1", text)]


def test_quotes_that_never_end_cost_linear_time() -> None:
    line = b'{"text":"' + b'\\"' * 500_000 + b"[" * 300
    (piece,) = read(line)
    assert _text(piece)[1].startswith("not JSON; it ends inside the string")


@pytest.mark.parametrize("escape", ["\\ud800", "\\uDFFF", "\\ud83dx\\ude00"])
def test_half_a_character_is_replaced_with_a_warning(escape: str) -> None:
    (piece,) = read(f'{{"text":"a{escape}"}}'.encode())
    assert isinstance(piece, RawFile)
    assert piece.data.decode().startswith("a\ufffd")
    assert [warning.code for warning in piece.warnings] == ["lone-surrogate"]


def test_a_character_in_two_escapes_is_one_character() -> None:
    assert texts(read(b'{"text":"\\ud83d\\ude00"}')) == [("1", "😀")]


def test_a_name_that_stands_twice_is_told_and_the_last_counts() -> None:
    (piece,) = read(b'{"text":"a","text":"b","m":{"k":1,"k":2}}')
    assert isinstance(piece, RawFile)
    assert (piece.data, [s.value for s in piece.stated]) == (b"b", ["2"])
    assert [(w.code, w.message) for w in piece.warnings] == [
        (
            "duplicate-key",
            "the names 'k', 'text' stand more than once in one object; the last counts",
        )
    ]


@pytest.mark.parametrize(
    "data",
    [b'[\n  {\n    "text": "a"\n  },\n', b'[{"text":"a"},\n{"text":"b"}]\n', b'[{"text":\n"a"}]'],
)
def test_an_array_over_many_lines_gives_one_message(data: bytes) -> None:
    assert refused_as_a_whole(data) == (
        "c.jsonl: an array, not JSON Lines; write one record a line with: jq -c '.[]' FILE"
    )


def test_one_object_over_many_lines_is_one_record() -> None:
    assert texts(read(b'{\n  "text": "a",\n  "id": 1\n}\n')) == [("1", "a")]


@pytest.mark.parametrize("data", [b'{\n"text":"a"\n}\n{\n"text":"b"\n}\n', b'{\n"text": oops\n}'])
def test_objects_over_many_lines_give_one_message(data: bytes) -> None:
    (piece,) = read(data)
    assert str(piece) == "c.jsonl: not JSON Lines; write one record a line with: jq -c . FILE"


def test_an_object_over_many_lines_is_no_larger_than_a_document_may_be() -> None:
    (piece,) = read(b'{\n"text":"' + b"a" * 50 + b'"\n}', limits=Limits(document=60))
    assert isinstance(piece, SourceRefused)


@pytest.mark.parametrize("data", [b"", b"\n\r\n", b"\xef\xbb\xbf"])
def test_a_stream_without_records_is_passed_over(data: bytes) -> None:
    assert read(data) == [SourceSkipped("c.jsonl", "holds no records")]


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (
            b"\x1f\x8b\x08",
            "it is a gzip archive: name it so, with .gz at the end, or unpack it first",
        ),
        (b"\xff\xfe{\0", "it is UTF-16 or UTF-32: write it as UTF-8 first"),
        (b"PAR1\0\0", "it is a Parquet file: name it so, with .parquet at the end"),
    ],
)
def test_what_is_known_to_be_no_json_lines_gives_one_message(data: bytes, advice: str) -> None:
    assert refused_as_a_whole(data) == f"c.jsonl: not JSON Lines; {advice}"


def test_the_encoding_that_the_user_names_is_that_of_the_lines() -> None:
    data = '{"text":"Đ"}\n'.encode("cp1258")
    (file,) = read(data, encoding="cp1258")
    assert isinstance(file, RawFile)
    assert (file.data.decode(), file.encoding, file.charset) == ("Đ", "utf-8", "utf-8")


def test_an_encoding_that_is_none_is_a_wrong_use() -> None:
    with pytest.raises(UsageError, match="'klingon' is not an encoding"):
        read(b'{"text":"a"}\n', encoding="klingon")


OWN_FORMAT = b'"format":"urn:corpuskit:schema:json:1"'
TOKENS = [b'{"text":', b'"', b"a", b"}", b"[", b"]", b",", b"\n", b"\r", b"\\", b"\\ud800", b"\xff"]
TOKENS += [b"1e9", OWN_FORMAT, b'"blocks":', b"null", b" ", b"\0", b'"id":']
JSON_BYTES = st.lists(st.sampled_from(TOKENS), max_size=30).map(b"".join)


@given(JSON_BYTES | st.binary(max_size=40))
def test_whatever_the_bytes_are_each_line_is_answered_for(data: bytes) -> None:
    try:
        pieces = read(data)
    except SourceRefused as refusal:
        pieces = [refusal]
    rows = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    lines = sum(bool(row.strip(b" \t\r")) for row in rows)
    answers_for_all = len(pieces) == 1  # nothing there, no JSON Lines, or one object over all
    assert answers_for_all or len(pieces) == lines


def test_damage_below_the_lines_ends_them_with_its_refusal() -> None:
    class Cut(io.BytesIO):
        def read(self, _: int | None = -1, /) -> bytes:
            if data := super().read(15):
                return data
            raise SourceRefused("c.jsonl.gz!/c.jsonl", "damaged")

    pieces: list[Piece] = []
    stream = RawStream("c.jsonl", Cut(b'{"text":"a"}\n{"te'))
    with pytest.raises(SourceRefused, match="damaged"):
        pieces.extend(JsonLinesReader().read_stream(stream))
    assert texts(pieces) == [("1", "a")]


def labelled(data: bytes, name: str) -> Document:
    return make_pipeline().document(decode(data, name))


def documents() -> list[Document]:
    seeds = [labelled(path.read_bytes(), path.name) for path in SEEDS]
    hostile = [labelled(text.encode(), f"h/{n}.txt") for n, text in enumerate(HOSTILE)]
    return [*seeds, *hostile, article()]


def test_our_own_export_read_back_is_the_documents_and_exported_again_the_same_bytes() -> None:
    exported = b"".join(map(JsonExporter().encode, documents()))
    back = read(exported)
    assert back == documents()
    assert b"".join(JsonExporter().encode(d) for d in back if isinstance(d, Document)) == exported


def named(document: Document) -> Document:
    """Give the document with a name that a source can have, and the id that follows from it."""
    name = "a" + document.source.name.translate({0: "-", ord("/"): "-"})
    source = structs.replace(document.source, name=name)
    return structs.replace(document, id=f"{document_id(name)}-0002", source=source)


@given(st.lists(DOCUMENTS.map(named), min_size=1, max_size=3))
def test_any_document_that_was_exported_is_read_back(documents: list[Document]) -> None:
    assert read(b"".join(map(JsonExporter().encode, documents))) == documents


def test_our_own_export_is_known_in_any_order_of_its_keys() -> None:
    record = json.loads(JsonExporter().encode(article()))
    line = json.dumps(record, sort_keys=True, indent=None).encode()
    assert read(line) == [article()]


def test_a_damaged_line_of_our_own_export_is_refused_by_its_number() -> None:
    line = JsonExporter().encode(article())
    record = json.loads(line)
    record["blocks"][1]["start"] = 5
    damaged = json.dumps(record).encode() + b"\n"
    first, second, third = read(damaged + line[:300] + b"\n" + line)
    assert [str(first), str(second).partition(" (")[0]] == [
        f"c.jsonl!/1: damaged record: block 1 has a wrong offset; in the line at byte 0, {ADVICE}",
        "c.jsonl!/2: is not JSON",
    ]
    assert third == article()


@pytest.mark.parametrize(
    "name", ["", "/etc/passwd", "../../evil.txt", "a/../b.txt", "a//b.txt", "./a.txt", "a\0b"]
)
def test_our_own_export_with_a_name_that_leads_elsewhere_costs_one_line(name: str) -> None:
    document = article()
    hostile = structs.replace(document, source=structs.replace(document.source, name=name))
    first, second = read(b"".join(map(JsonExporter().encode, (hostile, document))))
    advice = "mend the line or leave it out"
    where = "damaged record; in the line at byte 0"
    assert str(first) == f"c.jsonl!/1: {where}, {name!r} is no path of a source: {advice}"
    assert second == document


@pytest.mark.parametrize("identity", ["", "1", "a b", "../a", "a<b>", "a\x85b", "x" * 201])
def test_our_own_export_with_an_id_that_is_no_xml_name_costs_one_line(identity: str) -> None:
    hostile = structs.replace(article(), id=identity)
    first, second = read(b"".join(map(JsonExporter().encode, (hostile, article()))))
    assert str(first) == (
        f"c.jsonl!/1: damaged record; in the line at byte 0, {identity!r} is no id:"
        " mend the line or leave it out"
    )
    assert second == article()


@given(st.text())
def test_every_id_that_we_make_is_taken_for_one(name: str) -> None:
    assert ID.fullmatch(document_id(name))


def test_our_flat_export_is_ordinary_json_lines() -> None:
    (piece,) = read(JsonLinesExporter().encode(article()))
    assert _text(piece) == ("1", article().text)


class Many(io.RawIOBase):
    """A stream of the same line many times, which is never in memory as a whole."""

    def __init__(self, line: bytes, count: int) -> None:
        super().__init__()
        self.line, self.left = line, count

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # what io gives holds bytes
        count = min(self.left, len(view) // len(self.line))
        self.left -= count
        view[: count * len(self.line)] = self.line * count
        return count * len(self.line)


def counted_and_peak(pieces: Iterable[object]) -> tuple[int, int]:
    tracemalloc.start()
    try:
        return sum(1 for _ in pieces), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.slow
def test_200_000_lines_are_cut_within_little_memory() -> None:
    line = b'{"id":"1","text":"' + b"a" * 200 + b'"}\n'
    stream = io.BufferedReader(Many(line, 200_000), 1 << 20)
    count, peak = counted_and_peak(cut_lines(stream, 1000))
    assert count == 200_000
    assert peak < 5_000_000


def test_records_of_40_megabytes_are_read_within_little_memory() -> None:
    line = b'{"text":"' + b"a" * 20_000 + b'"}\n'
    stream = RawStream("c.jsonl", io.BufferedReader(Many(line, 2_000), 1 << 20))
    count, peak = counted_and_peak(JsonLinesReader().read_stream(stream))
    assert count == 2_000
    assert peak < 5_000_000
