import io
import lzma
import random
import stat
import struct
import zipfile
import zlib

import pytest
from backports import zstd

from corpuskit.errors import SourceRefused
from corpuskit.reader import Limits, RawStream
from corpuskit_archives import ZipReader
from tests.plugins.archives.handmade import Part, large_zip_of, zip_of
from tests.plugins.archives.reading import (
    MEMBERS,
    TEXT,
    Unseekable,
    as_stream,
    is_honest,
    make_zip,
    named,
    read,
)

METHODS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
A, B = Part(b"a.txt", TEXT), Part(b"b.txt", TEXT * 2)
BOTH = {"a.txt": TEXT, "b.txt": TEXT * 2}


def read_zip(data: bytes, limits: Limits | None = None) -> dict[str, bytes | str]:
    return read(ZipReader(), as_stream("a.zip", data, limits))


def deflated(data: bytes) -> bytes:
    return zlib.compress(data, wbits=-15)


@pytest.mark.parametrize("method", METHODS)
def test_every_member_is_given_by_its_name(method: int) -> None:
    assert read_zip(make_zip(MEMBERS, method)) == named("a.zip", MEMBERS)


def test_a_zip_made_by_hand_is_what_zipfile_takes_it_for() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_of(A, B))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == BOTH
    assert read_zip(zip_of(A, B)) == named("a.zip", BOTH)


@pytest.mark.parametrize(
    ("method", "packed"),
    [
        (93, zstd.compress(TEXT)),
        (95, lzma.compress(TEXT)),
        (14, b"\x09\x14\5\0" + lzma.compress(TEXT, lzma.FORMAT_ALONE)[:5]),
    ],
)
def test_the_newer_methods_are_read_too(method: int, packed: bytes) -> None:
    if method == zipfile.ZIP_LZMA:  # behind its header of nine bytes come those of the old format
        packed += lzma.compress(TEXT, lzma.FORMAT_ALONE)[13:]
    part = Part(b"a.txt", TEXT, packed, method, flags=2)
    assert read_zip(zip_of(part)) == {"a.zip!/a.txt": TEXT}


def test_lzma_that_states_no_end_mark_and_has_one_is_read_or_refused() -> None:
    raw = [{"id": lzma.FILTER_LZMA1, "dict_size": 1 << 16}]
    packed = b"\x09\x14\5\0\x5d\0\0\1\0" + lzma.compress(TEXT, lzma.FORMAT_RAW, filters=raw)
    found = read_zip(zip_of(Part(b"a.txt", TEXT, packed, 14), B))
    assert found["a.zip!/b.txt"] == TEXT * 2
    assert found["a.zip!/a.txt"] in {TEXT, "damaged", "trailing bytes"}  # by version


def test_an_lzma_header_of_another_length_is_a_damage() -> None:
    packed = b"\x09\x14\6\0" + bytes(40)
    assert read_zip(zip_of(Part(b"a.txt", TEXT, packed, 14))) == {"a.zip!/a.txt": "damaged"}


def test_the_size_of_a_member_is_told_beforehand() -> None:
    sizes = {
        piece.name: piece.size
        for piece in ZipReader().read_stream(as_stream("a.zip", make_zip(MEMBERS)))
        if isinstance(piece, RawStream)
    }
    assert sizes == {name: len(data) for name, data in named("a.zip", MEMBERS).items()}


def test_members_can_be_read_in_any_order() -> None:
    pieces = list(ZipReader().read_stream(as_stream("a.zip", make_zip(MEMBERS))))
    members = [piece for piece in pieces if isinstance(piece, RawStream)]
    given = {member.name: member.stream.read() for member in reversed(members)}
    assert given == named("a.zip", MEMBERS)


@pytest.mark.parametrize("method", METHODS)
def test_a_zip_that_is_cut_off_anywhere_is_refused_by_name(method: int) -> None:
    data = make_zip(MEMBERS, method)
    for length in (*range(0, len(data), 97), len(data) - 1):
        assert read_zip(data[:length]) == {"a.zip": "cut off"}


@pytest.mark.parametrize("method", METHODS)
def test_a_zip_whose_beginning_is_missing_is_refused(method: int) -> None:
    data = make_zip(MEMBERS, method)
    for start in range(1, len(data), 97):
        found = read_zip(data[start:])
        assert found
        assert all(isinstance(cause, str) for cause in found.values())


@pytest.mark.parametrize("method", METHODS)
def test_a_damaged_zip_is_never_taken_for_a_sound_one(method: int) -> None:
    data = make_zip(MEMBERS, method)
    directory = data.index(b"PK\1\2")
    for position in range(directory):
        if position % 7 == 0:
            bad = data[:position] + bytes((data[position] ^ 0x55,)) + data[position + 1 :]
            assert is_honest("a.zip", read_zip(bad), MEMBERS)


def test_no_damage_of_the_directory_is_an_error_in_the_program() -> None:
    data = make_zip(MEMBERS)
    directory = data.index(b"PK\1\2")
    chance = random.Random(1)  # noqa: S311 - for damages
    for position in range(directory, len(data)):
        bad = bytearray(data)
        bad[position] = chance.randrange(256)
        found = read_zip(bytes(bad))
        sound = [given for given in found.values() if isinstance(given, bytes)]
        assert set(sound) <= set(MEMBERS.values())


def test_a_cut_zip_is_not_taken_for_the_zip_inside_it() -> None:
    inner = zip_of(A)
    outer = zip_of(Part(b"inner.zip", inner), B)
    cut = outer[: outer.index(inner) + len(inner)]
    assert read_zip(cut) == {"a.zip": "cut off"}
    assert read_zip(cut + b"PK") == {"a.zip": "cut off"}


def test_what_is_no_zip_is_refused() -> None:
    assert read_zip(b"<html>" * 100) == {"a.zip": "cut off"}
    assert read_zip(b"") == {"a.zip": "cut off"}


def test_a_zip_without_members_is_empty() -> None:
    assert read_zip(zip_of()) == {}


def test_a_program_that_unpacks_itself_is_read() -> None:
    assert read_zip(b"#!/bin/sh\n" * 100 + zip_of(A, B)) == named("a.zip", BOTH)


@pytest.mark.parametrize("comment", [b"x", b"PK\5\6" * 20, b"x" * 65535])
def test_a_comment_at_the_end_is_passed_over(comment: bytes) -> None:
    assert read_zip(zip_of(A, B, comment=comment)) == named("a.zip", BOTH)


def test_bytes_behind_the_end_are_refused_and_the_members_read() -> None:
    found = read_zip(zip_of(A, B) + b"garbage")
    assert found == named("a.zip", BOTH) | {"a.zip": "trailing bytes"}


@pytest.mark.parametrize("stated", [1, 3, 0, 0xFFFF])
def test_a_wrong_number_of_members_is_a_damage(stated: int) -> None:
    found = read_zip(zip_of(A, B, stated=stated))
    assert found == named("a.zip", BOTH) | {"a.zip": "damaged"}


def test_a_part_of_a_split_archive_is_refused() -> None:
    data = zip_of(A)
    split = data[:-18] + struct.pack("<H", 1) + data[-16:]
    with pytest.raises(SourceRefused, match="it is one part of a split archive"):
        list(ZipReader().read_stream(as_stream("a.zip", split)))


def test_a_large_zip_has_records_of_its_own() -> None:
    part = Part(
        b"c.txt",
        TEXT,
        size=0xFFFFFFFF,
        packed_size=0xFFFFFFFF,
        extra=struct.pack("<2H2Q", 1, 16, len(TEXT), len(TEXT)),
    )
    expected = named("a.zip", BOTH | {"c.txt": TEXT})
    assert read_zip(large_zip_of(A, B, part)) == expected
    assert read_zip(b"#!" + large_zip_of(A, B, part)) == expected
    assert read_zip(large_zip_of(A, B, part, before_locator=b"data")) == expected
    assert read_zip(large_zip_of(A, B, part, is_needed=False)) == expected
    missing = large_zip_of(A, B).replace(b"PK\6\6", b"PK\0\0")
    assert read_zip(missing) == {"a.zip": "cut off"}


@pytest.mark.parametrize(
    ("part", "cause"),
    [
        (A._replace(crc=1), "damaged"),
        (A._replace(size=len(TEXT) - 1), "damaged"),
        (A._replace(size=len(TEXT) + 1), "damaged"),
        (A._replace(size=1 << 31), "damaged"),
        (A._replace(packed=deflated(TEXT)[:-4], method=8), "cut off"),
        (A._replace(packed=deflated(TEXT) + b"more", method=8), "trailing bytes"),
        (A._replace(packed=b"\xff" * 40, method=8), "damaged"),
        (A._replace(packed=b"\xff" * 40, method=12), "damaged"),
        (A._replace(packed=deflated(TEXT * 2), method=8), "damaged"),
        (A._replace(flags=1), "encrypted"),
        (A._replace(flags=0x2000), "encrypted"),
        (A._replace(packed=TEXT, method=99, flags=1), "encrypted"),
        (A._replace(packed=TEXT, method=9), "packed with deflate64"),
        (A._replace(packed=TEXT, method=98), "packed with ppmd"),
        (A._replace(packed=TEXT, method=1234), "packed with method 1234"),
        (A._replace(offset=1), "damaged"),
        (A._replace(offset=0xFFFFFFFF), "damaged"),
        (A._replace(offset=400), "damaged"),
        (A._replace(packed_size=1 << 20), "damaged"),
        (A._replace(extra=struct.pack("<2HQ", 1, 8, 1 << 63), size=0xFFFFFFFF), "damaged"),
        (
            A._replace(extra=struct.pack("<2HQ", 1, 8, (1 << 64) - 1), offset=0xFFFFFFFF),
            "damaged",
        ),
        (A._replace(name=b"x.txt", listed_name=b"a.txt"), "damaged"),
        (A._replace(name=b"xa.txt", listed_name=b"a.txt"), "damaged"),
    ],
)
def test_a_member_that_lies_is_refused_and_the_rest_read(part: Part, cause: str) -> None:
    assert read_zip(zip_of(part, B)) == {"a.zip!/a.txt": cause, "a.zip!/b.txt": TEXT * 2}


def test_members_that_share_all_their_bytes_are_refused() -> None:
    twins = [Part(b"a.txt", TEXT)] + [Part(b"a.txt", TEXT, offset=0, packed=TEXT) for _ in range(3)]
    found = read_zip(zip_of(*twins, B))
    assert found == named(
        "a.zip",
        {
            "a.txt": "damaged",
            "a~2.txt": "damaged",
            "a~3.txt": "damaged",
            "a~4.txt": "damaged",
            "b.txt": TEXT * 2,
        },
    )


def test_members_that_quote_each_other_are_refused() -> None:
    """The zip bomb whose members each hold the headers of those that follow, and their data."""
    kernel = Part(b"c.txt", bytes(1000))
    second = Part(b"b.txt", kernel.local)
    first = Part(b"a.txt", second.local)
    inner = len(first.local) - len(second.local)
    data = zip_of(
        first,
        second._replace(offset=inner),
        kernel._replace(offset=len(first.local) - len(kernel.local)),
    )
    assert read_zip(data) == {
        "a.zip!/a.txt": "damaged",
        "a.zip!/b.txt": "damaged",
        "a.zip!/c.txt": bytes(1000),
    }


def test_the_refusal_of_an_overlap_says_so() -> None:
    data = zip_of(A._replace(packed_size=200), B)
    (refusal, _) = ZipReader().read_stream(as_stream("a.zip", data))
    assert str(refusal) == (
        "a.zip!/a.txt: damaged; its bytes overlap with what follows: fetch or copy it again"
    )


def test_a_bomb_is_refused_and_the_rest_read() -> None:
    bomb = bytes(20 << 20)
    part = Part(b"a.txt", bomb, deflated(bomb), 8)
    assert read_zip(zip_of(part, B)) == {
        "a.zip!/a.txt": "unpacks too far",
        "a.zip!/b.txt": TEXT * 2,
    }
    assert read_zip(zip_of(part), Limits(ratio=2000)) == {"a.zip!/a.txt": bomb}


def test_a_member_gives_no_more_than_its_archive_states() -> None:
    bomb = bytes(1 << 19)
    part = Part(b"a.txt", bomb, deflated(bomb), 8, size=10)
    (member,) = ZipReader().read_stream(as_stream("a.zip", zip_of(part)))
    assert isinstance(member, RawStream)
    with pytest.raises(SourceRefused, match="it has more bytes than its archive states"):
        member.stream.read()
    with pytest.raises(SourceRefused, match="it has more bytes than its archive states"):
        member.stream.read(10)


def test_more_members_than_allowed_are_not_read() -> None:
    found = read_zip(zip_of(A, B), Limits(members=1))
    assert found == {"a.zip!/a.txt": TEXT, "a.zip": "too many members"}
    assert read_zip(zip_of(A, B), Limits(members=2)) == named("a.zip", BOTH)


@pytest.mark.parametrize(
    ("mode", "cause"),
    [
        (stat.S_IFLNK | 0o777, "skipped: symbolic link"),
        (stat.S_IFIFO, TEXT),
        (stat.S_IFREG | 0o644, TEXT),
        (0o644, TEXT),
    ],
)
def test_links_are_named_and_what_was_packed_from_a_pipe_is_read(
    mode: int, cause: bytes | str
) -> None:
    assert read_zip(zip_of(A._replace(mode=mode))) == {"a.zip!/a.txt": cause}


def test_a_device_without_bytes_is_passed_over_by_name() -> None:
    device = Part(b"a.txt", b"", mode=stat.S_IFBLK)
    assert read_zip(zip_of(device)) == {"a.zip!/a.txt": "skipped: not a regular file"}


def test_folders_are_no_members_but_a_file_that_is_called_one_is() -> None:
    data = zip_of(Part(b"a/", b""), Part(b"b\\", b""), Part(b"c.txt/", TEXT))
    assert read_zip(data) == {"a.zip!/c.txt": TEXT}


def test_hidden_members_are_passed_over_by_name() -> None:
    parts = [Part(name, TEXT) for name in (b".DS_Store", b"__MACOSX/._a.txt", b"a/.b/c.txt")]
    assert set(read_zip(zip_of(*parts)).values()) == {"skipped: hidden"}


@pytest.mark.parametrize(
    ("raw", "label"),
    [
        (b"/etc/passwd", "etc/passwd"),
        (b"..\\..\\x.txt", "x.txt"),
        (b"../../../../x.txt", "x.txt"),
        (b"c:\\Users\\x.txt", "Users/x.txt"),
        (b"a\0.txt", "a%00.txt"),
        (b"\x1b]0;x\x07.txt", "\x1b]0;x\x07.txt"),
        ("tin tức.txt".encode(), "tin tức.txt"),
        (b"caf\x82.txt", "café.txt"),
        (b"", "unnamed"),
        (b"x/" * 800 + b"y.txt", "x/" * 497 + "y.txt"),
        (b"y" * 1200, "y" * 1000),
    ],
)
def test_the_name_of_a_member_is_a_label_below_the_archive(raw: bytes, label: str) -> None:
    assert read_zip(zip_of(Part(raw, TEXT))) == {f"a.zip!/{label}": TEXT}


def test_a_name_that_claims_to_be_utf8_and_is_not_shows_its_bytes() -> None:
    part = Part(b"caf\x82.txt", TEXT, flags=0x800)
    assert read_zip(zip_of(part)) == {"a.zip!/caf%82.txt": TEXT}


@pytest.mark.parametrize(("raw", "label"), [(b"ti?.txt", "tiế.txt"), (b"xx?.txt", "xx?.txt")])
def test_a_second_name_in_unicode_counts_when_it_is_that_of_the_first(
    raw: bytes, label: str
) -> None:
    unicode_name = struct.pack("<BL", 1, zlib.crc32(b"ti?.txt")) + "tiế.txt".encode()
    extra = struct.pack("<2H", 0x7075, len(unicode_name)) + unicode_name
    assert read_zip(zip_of(Part(raw, TEXT, extra=extra))) == {f"a.zip!/{label}": TEXT}


@pytest.mark.parametrize("extra", [b"\1", b"\1\0\xff\xff", b"\1\0\0\0", b"\x75\x70\5\0\1\0\0\0\0"])
def test_a_damaged_extra_field_says_nothing(extra: bytes) -> None:
    assert read_zip(zip_of(A._replace(extra=extra))) == {"a.zip!/a.txt": TEXT}


def test_two_members_of_one_name_are_both_given() -> None:
    assert read_zip(zip_of(A, A, A, Part(b"a~2.txt", b"4"))) == {
        "a.zip!/a.txt": TEXT,
        "a.zip!/a~2.txt": TEXT,
        "a.zip!/a~3.txt": TEXT,
        "a.zip!/a~2~2.txt": b"4",
    }


def test_a_zip_that_cannot_be_sought_is_taken_into_memory_up_to_the_limit() -> None:
    data = make_zip(MEMBERS)
    for limit, expected in ((len(data), named("a.zip", MEMBERS)), (99, {"a.zip": "too large"})):
        stream = Unseekable(data)
        file = RawStream("a.zip", stream, limits=Limits(document=limit))  # type: ignore[arg-type]  # it reads
        assert read(ZipReader(), file) == expected
        assert stream.largest <= 1 << 20


def test_a_zip_is_read_in_small_pieces() -> None:
    class Watched(io.BytesIO):
        largest = 0

        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert size >= 0
            self.largest = max(self.largest, size)
            return super().read(size)

    stream = Watched(make_zip({"a.txt": TEXT * 100_000}, zipfile.ZIP_STORED))
    found = read(ZipReader(), RawStream("a.zip", stream))
    assert found == {"a.zip!/a.txt": TEXT * 100_000}
    assert 0 < stream.largest <= 1 << 20


def test_many_members_of_one_name_take_linear_time() -> None:
    found = read_zip(zip_of(*[Part(b"a.txt", b"")] * 5000))
    assert list(found)[-1] == "a.zip!/a~5000.txt"
