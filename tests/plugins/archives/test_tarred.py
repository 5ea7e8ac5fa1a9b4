import bz2
import gzip
import io
import lzma
import tarfile
from collections.abc import Callable

import pytest
from backports import zstd

from corpuskit.errors import SourceRefused
from corpuskit.reader import Limits, RawStream
from corpuskit_archives import TarReader
from corpuskit_archives.headers import BLOCK, parse_header
from tests.plugins.archives.reading import (
    MEMBERS,
    TEXT,
    Unseekable,
    as_stream,
    is_honest,
    make_tar,
    named,
    read,
)

Pack = Callable[[bytes], bytes]
PACKS = [
    pytest.param(bytes, id="plain"),
    pytest.param(gzip.compress, id="gzip"),
    pytest.param(bz2.compress, id="bzip2"),
    pytest.param(lzma.compress, id="xz"),
    pytest.param(zstd.compress, id="zstd"),
]
FORMS = [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT]
END = bytes(2 * BLOCK)


def special(kind: bytes, name: str = "x", data: bytes = b"", **fields: object) -> bytes:
    """Make a header of any kind, and the data behind it, without an end."""
    info = tarfile.TarInfo(name)
    info.type, info.size = kind, len(data)
    for key, value in fields.items():
        setattr(info, key, value)
    return info.tobuf(tarfile.GNU_FORMAT) + data + bytes(-len(data) % BLOCK)


def with_sum(header: bytes) -> bytes:
    """Correct the checksum of a header that was changed."""
    counted = header[:148] + b" " * 8 + header[156:]
    return header[:148] + b"%06o\0 " % sum(counted) + header[156:]


def changed(header: bytes, start: int, field: bytes) -> bytes:
    return with_sum(header[:start] + field + header[start + len(field) : BLOCK]) + header[BLOCK:]


def record(key: bytes, value: bytes) -> bytes:
    """Make a record of a pax header, which begins with its own length in two digits."""
    line = b" %s=%s\n" % (key, value)
    return b"%d%s" % (len(line) + 2, line)


def read_tar(data: bytes, limits: Limits | None = None) -> dict[str, bytes | str]:
    return read(TarReader(), as_stream("a.tar", data, limits))


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("form", FORMS)
def test_every_member_is_given_by_its_name(form: int, pack: Pack) -> None:
    assert read_tar(pack(make_tar(MEMBERS, form))) == named("a.tar", MEMBERS)


@pytest.mark.parametrize("form", FORMS)
def test_long_names_are_whole(form: int) -> None:
    longest = 20 if form == tarfile.USTAR_FORMAT else 90
    name = "/".join(["thư mục"] * longest) + "/x.txt"
    assert read_tar(make_tar({name: TEXT}, form)) == {f"a.tar!/{name}": TEXT}


def test_the_size_of_a_member_is_told_beforehand() -> None:
    sizes = {
        piece.name: piece.size
        for piece in TarReader().read_stream(as_stream("a.tar", make_tar(MEMBERS)))
        if isinstance(piece, RawStream)
    }
    assert sizes == {name: len(data) for name, data in named("a.tar", MEMBERS).items()}


def test_members_that_nobody_reads_are_passed_over() -> None:
    data = gzip.compress(make_tar(MEMBERS))
    pieces = list(TarReader().read_stream(as_stream("a.tgz", data)))
    assert [piece.name for piece in pieces if isinstance(piece, RawStream)] == list(
        named("a.tgz", MEMBERS)
    )


def test_a_member_that_was_left_gives_nothing_more() -> None:
    pieces = TarReader().read_stream(as_stream("a.tar", make_tar(MEMBERS)))
    member = next(pieces)
    assert isinstance(member, RawStream)
    assert next(pieces)
    assert member.stream.read(10) == b""


@pytest.mark.parametrize("pack", PACKS)
def test_a_tar_that_is_cut_off_is_refused_by_name(pack: Pack) -> None:
    data = pack(make_tar(MEMBERS, tarfile.GNU_FORMAT).rstrip(b"\0") + END)
    assert is_honest("a.tar", read_tar(data), MEMBERS)
    for length in (*range(0, len(data) - BLOCK, 97), len(data) - BLOCK - 1):
        found = read_tar(data[:length])
        if found != named("a.tar", MEMBERS):
            assert found["a.tar"] in {"cut off", "not a tar"}
        assert is_honest("a.tar", found, MEMBERS)


def test_a_plain_tar_that_is_cut_between_two_members_is_refused_too() -> None:
    data = special(b"0", "a.txt", TEXT)
    assert read_tar(data) == {"a.tar!/a.txt": TEXT, "a.tar": "cut off"}
    assert read_tar(data + END[:BLOCK]) == {"a.tar!/a.txt": TEXT}


@pytest.mark.parametrize("pack", PACKS[1:4])  # zstd has a checksum only if asked
def test_a_damaged_tar_is_never_taken_for_a_sound_one(pack: Pack) -> None:
    data = pack(make_tar(MEMBERS, tarfile.USTAR_FORMAT))
    for position in range(0, len(data), 7):
        bad = data[:position] + bytes((data[position] ^ 0x55,)) + data[position + 1 :]
        # What a checksum covers is known to be wrong only behind it, when members were given.
        found = read_tar(bad)
        assert "a.tar" in found or found == named("a.tar", MEMBERS)


def test_a_bad_header_does_not_end_a_tar_silently() -> None:
    bad = changed(special(b"0", "b.txt", TEXT), 0, b"c")[:-BLOCK]
    data = special(b"0", "a.txt", TEXT) + b"x" * BLOCK + bad + END
    assert read_tar(data) == {"a.tar!/a.txt": TEXT, "a.tar": "damaged"}


def test_the_refusal_of_a_damaged_tar_says_how_far_it_was_read() -> None:
    data = special(b"0", "a.txt", TEXT) + b"x" * BLOCK + END
    with pytest.raises(SourceRefused) as caught:
        list(TarReader().read_stream(as_stream("a.tar", data)))
    assert str(caught.value) == (
        "a.tar: damaged; a number is not octal; what stands behind header 1 is not read:"
        " fetch or copy it again"
    )


def test_tars_in_a_row_are_read_to_the_last() -> None:
    data = make_tar({"a.txt": TEXT}) + make_tar({"b.txt": TEXT})
    assert read_tar(data) == {"a.tar!/a.txt": TEXT, "a.tar!/b.txt": TEXT}


def test_what_follows_the_end_and_is_no_tar_is_refused() -> None:
    data = make_tar({"a.txt": TEXT}) + b"garbage"
    assert read_tar(data) == {"a.tar!/a.txt": TEXT, "a.tar": "trailing bytes"}


@pytest.mark.parametrize("data", [b"<html>" * 200, gzip.compress(b"<html>" * 200, mtime=0)])
def test_what_is_no_tar_is_refused(data: bytes) -> None:
    assert read_tar(data) == {"a.tar": "not a tar"}


@pytest.mark.parametrize("data", [b"", gzip.compress(b"", mtime=0), b"short"])
def test_an_empty_file_is_no_tar(data: bytes) -> None:
    assert read_tar(data) == {"a.tar": "cut off"}


def test_a_tar_without_members_is_empty() -> None:
    assert read_tar(END) == {}


@pytest.mark.parametrize(
    ("kind", "cause"),
    [
        (tarfile.LNKTYPE, "hard link"),
        (tarfile.SYMTYPE, "symbolic link"),
        (tarfile.CHRTYPE, "not a regular file"),
        (tarfile.BLKTYPE, "not a regular file"),
        (tarfile.FIFOTYPE, "not a regular file"),
    ],
)
def test_links_and_devices_are_named_and_not_read(kind: bytes, cause: str) -> None:
    data = special(kind, "x.txt", linkname="/etc/passwd") + special(b"0", "a.txt", TEXT) + END
    assert read_tar(data) == {"a.tar!/x.txt": f"skipped: {cause}", "a.tar!/a.txt": TEXT}


def test_what_a_link_states_as_its_size_does_not_count() -> None:
    link = changed(special(b"2", "x.txt"), 124, b"00000001000\0")
    assert read_tar(link + special(b"0", "a.txt", TEXT) + END) == {
        "a.tar!/x.txt": "skipped: symbolic link",
        "a.tar!/a.txt": TEXT,
    }


def test_folders_and_volume_names_are_no_members() -> None:
    data = special(b"5", "b/") + special(b"V", "volume") + special(b"0", "c/") + END
    assert read_tar(data) == {}


def test_hidden_members_are_passed_over_by_name() -> None:
    members = {"./a.txt": TEXT, "b/.git/c.txt": TEXT, "._a.txt": b"x", "__MACOSX/a.txt": b"x"}
    skipped = "skipped: hidden"
    assert read_tar(make_tar(members)) == named(
        "a.tar",
        {
            "a.txt": TEXT,
            "b/.git/c.txt": skipped,
            "._a.txt": skipped,
            "__MACOSX/a.txt": skipped,
        },
    )


@pytest.mark.parametrize("kind", [b"M", b"A", b"\xff"])
def test_a_member_of_an_unknown_kind_is_refused_and_the_rest_read(kind: bytes) -> None:
    data = special(kind, "x", TEXT) + special(b"0", "a.txt", TEXT) + END
    assert read_tar(data) == {"a.tar!/x": "unknown kind of member", "a.tar!/a.txt": TEXT}


def test_an_old_gnu_sparse_file_is_refused_and_the_rest_read() -> None:
    holes = changed(special(b"S", "x", b"y" * BLOCK), 482, b"\1")
    maps = b"\0" * 504 + b"\1" + bytes(7) + bytes(BLOCK)
    data = holes[:BLOCK] + maps + holes[BLOCK:] + special(b"0", "a.txt", TEXT) + END
    assert read_tar(data) == {"a.tar!/x": "sparse file", "a.tar!/a.txt": TEXT}


def test_a_pax_sparse_file_is_refused_by_its_real_name() -> None:
    records = record(b"GNU.sparse.major", b"1") + record(b"GNU.sparse.name", b"big.txt")
    data = special(b"x", "pax", records) + special(b"0", "GNUSparseFile.0/big.txt", TEXT) + END
    assert read_tar(data) == {"a.tar!/big.txt": "sparse file"}


@pytest.mark.parametrize(
    "size", [b"\xff" * 12, b"-0000000512\0", b"0x000000200\0", b"1_000000000\0"]
)
def test_a_size_that_is_negative_or_no_number_is_a_damage(size: bytes) -> None:
    data = special(b"0", "a.txt", TEXT) + changed(special(b"0", "x", TEXT), 124, size) + END
    assert read_tar(data) == {"a.tar!/a.txt": TEXT, "a.tar": "damaged"}


@pytest.mark.parametrize(
    "record",
    [
        b"13 size=-512\n",
        b"0 size=1\n",
        b"999999 path=x\n",
        b"x path=y\n",
        b"11 path=abc",
        b"1" * 500 + b" path=x\n",
        b"2 \n",
    ],
)
def test_a_damaged_pax_header_is_a_damage(record: bytes) -> None:
    data = special(b"0", "a.txt", TEXT) + special(b"x", "pax", record) + special(b"0") + END
    assert read_tar(data) == {"a.tar!/a.txt": TEXT, "a.tar": "damaged"}


def test_a_pax_header_states_name_and_size_in_place_of_the_header() -> None:
    records = record(b"path", "tin/đ.txt".encode()) + record(b"size", b"0004") + b"8 path=\n"
    body = changed(special(b"0", "x", b"abcd"), 124, b"00000000000\0")
    data = special(b"x", "pax", records) + body + special(b"0", "b", b"1") + END
    assert read_tar(data) == {"a.tar!/tin/đ.txt": b"abcd", "a.tar!/b": b"1"}


@pytest.mark.parametrize("kind", [b"x", b"L"])
def test_a_header_about_a_header_is_not_taken_into_memory_at_any_size(kind: bytes) -> None:
    huge = changed(special(kind, "x"), 124, b"77777777777\0")
    stream = Unseekable(huge + bytes(3 << 20))
    found = read(TarReader(), RawStream("a.tar", stream))  # type: ignore[arg-type]  # it reads
    assert found == {"a.tar": "damaged"}
    assert stream.largest <= 1 << 20


def test_a_size_beyond_the_end_is_cut_off() -> None:
    endless = changed(special(b"0", "x", TEXT), 124, b"\x80" + b"\xff" * 11)
    assert read_tar(endless + END) == {"a.tar!/x": "cut off", "a.tar": "cut off"}


@pytest.mark.parametrize("checksum", [b"0\0\0\0\0\0\0\0", b"        "])
def test_a_wrong_checksum_is_a_damage(checksum: bytes) -> None:
    header = special(b"0", "x", TEXT)
    data = special(b"0", "a.txt", TEXT) + header[:148] + checksum + header[156:] + END
    assert read_tar(data) == {"a.tar!/a.txt": TEXT, "a.tar": "damaged"}


def test_a_checksum_of_signed_bytes_is_right_too() -> None:
    header = special(b"0", "đ")
    counted = header[:148] + b" " * 8 + header[156:]
    signed = sum(byte - 256 * (byte > 127) for byte in counted)
    assert signed != sum(counted)
    assert parse_header(header[:148] + b"%06o\0 " % signed + header[156:]).name == "đ".encode()


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("/etc/passwd", "etc/passwd"),
        ("../../etc/passwd", "etc/passwd"),
        ("a/./b/../c.txt", "a/b/c.txt"),
        ("C:\\Windows\\x.txt", "Windows/x.txt"),
        ("..\\..\\x.txt", "x.txt"),
        ("$(rm -rf ~)/%2e%2e%2f.txt", "$(rm -rf ~)/%2e%2e%2f.txt"),
        ("-rf", "-rf"),
        ("CON.txt", "CON.txt"),
        ("a\nb\x1b[31m.txt", "a\nb\x1b[31m.txt"),
        ("..", "unnamed"),
    ],
)
def test_the_name_of_a_member_is_a_label_below_the_archive(name: str, label: str) -> None:
    assert read_tar(make_tar({name: TEXT}, tarfile.GNU_FORMAT)) == {f"a.tar!/{label}": TEXT}


def test_two_members_of_one_name_are_both_given() -> None:
    names = ["b/a.x.txt", "b/a~2.x.txt", "./b/a.x.txt", "/b/a.x.txt"]
    data = b"".join(special(b"0", name, name.encode()) for name in names) + END
    assert read_tar(data) == {
        "a.tar!/b/a.x.txt": b"b/a.x.txt",
        "a.tar!/b/a~2.x.txt": b"b/a~2.x.txt",
        "a.tar!/b/a~3.x.txt": b"./b/a.x.txt",
        "a.tar!/b/a~4.x.txt": b"/b/a.x.txt",
    }


def test_bytes_of_a_name_that_are_not_utf8_are_shown() -> None:
    names = [b"legacy\xff.txt", b"legacy%FF.txt"]
    data = b"".join(changed(special(b"0", "_" * 20, TEXT), 0, name + b"\0") for name in names) + END
    assert list(read_tar(data)) == ["a.tar!/legacy%FF.txt", "a.tar!/legacy%FF~2.txt"]


def test_more_members_than_allowed_are_not_read() -> None:
    found = read_tar(make_tar(MEMBERS), Limits(members=2))
    expected = dict(list(named("a.tar", MEMBERS).items())[:2])
    assert found == expected | {"a.tar": "too many members"}
    assert read_tar(make_tar(MEMBERS), Limits(members=4)) == named("a.tar", MEMBERS)


def test_a_bomb_in_a_packed_tar_stops_the_archive() -> None:
    data = gzip.compress(make_tar({"a.txt": TEXT, "b.txt": bytes(10 << 20), "c.txt": TEXT}))
    assert read_tar(data, Limits(ratio=50)) == {
        "a.tar!/a.txt": TEXT,
        "a.tar!/b.txt": "unpacks too far",
        "a.tar": "unpacks too far",
    }


def test_a_tar_is_read_in_small_pieces() -> None:
    stream = Unseekable(make_tar({"a.txt": TEXT * 100_000}))
    found = read(TarReader(), RawStream("a.tar", stream))  # type: ignore[arg-type]  # it reads
    assert found == {"a.tar!/a.txt": TEXT * 100_000}
    assert 0 < stream.largest <= 1 << 20


def test_a_million_empty_blocks_are_passed_over() -> None:
    held = io.BytesIO(special(b"0", "a.txt", TEXT) + bytes(100_000 * BLOCK))
    assert read(TarReader(), RawStream("a.tar", held)) == {"a.tar!/a.txt": TEXT}
