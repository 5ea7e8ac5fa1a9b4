import bz2
import gzip
import io
import lzma
import sys
from collections.abc import Callable

import pytest
from backports import zstd

from corpuskit.errors import SourceRefused
from corpuskit.reader import Limits, RawStream, StreamReader
from corpuskit_archives import (
    Bzip2Reader,
    GzipReader,
    XzReader,
    ZstdReader,
    codecs,
    corpuskit_readers,
)
from tests.plugins.archives.reading import TEXT, Unseekable, as_stream, is_honest, read, whole

Pack = Callable[[bytes], bytes]


def pack_alone(data: bytes) -> bytes:
    return lzma.compress(data, lzma.FORMAT_ALONE)


def pack_zstd(data: bytes) -> bytes:
    """Pack with a checksum, as the program zstd does; without one a damage cannot be seen."""
    return zstd.compress(data, options={zstd.CompressionParameter.checksum_flag: 1})


KINDS = [
    pytest.param(GzipReader(), ".gz", gzip.compress, id="gzip"),
    pytest.param(Bzip2Reader(), ".bz2", bz2.compress, id="bzip2"),
    pytest.param(XzReader(), ".xz", lzma.compress, id="xz"),
    pytest.param(ZstdReader(), ".zst", pack_zstd, id="zstd"),
]
ALL_KINDS = [*KINDS, pytest.param(XzReader(), ".lzma", pack_alone, id="lzma")]
EVERY_KIND = pytest.mark.parametrize(("reader", "suffix", "pack"), KINDS)
LONG = b"".join(f"{number} ".encode() + TEXT for number in range(500))


def test_the_readers_have_the_names_and_suffixes_that_are_usual() -> None:
    readers = {reader.name: reader.suffixes for reader in corpuskit_readers()}
    assert all(isinstance(reader, StreamReader) for reader in corpuskit_readers())
    assert list(readers) == ["gzip", "bzip2", "xz", "zstd", "zip", "tar"]
    assert readers["xz"] == (".xz", ".lzma")
    assert {".tar", ".tar.gz", ".tgz", ".tar.zst"} < set(readers["tar"])


@pytest.mark.parametrize(("reader", "suffix", "pack"), ALL_KINDS)
def test_a_packed_file_has_one_member_with_its_name_without_the_suffix(
    reader: StreamReader, suffix: str, pack: Pack
) -> None:
    file = as_stream(f"a/tin.HTML{suffix.upper()}", pack(LONG))
    assert read(reader, file) == {f"{file.name}!/tin.HTML": LONG}


def test_a_member_has_what_its_container_was_opened_with() -> None:
    file = as_stream("a.txt.gz", gzip.compress(TEXT), Limits(ratio=7))._replace(encoding="cp1258")
    (member,) = GzipReader().read_stream(file)
    assert isinstance(member, RawStream)
    assert (member.size, member.limits.ratio, member.encoding) == (-1, 7, "cp1258")


@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("stdin", "stdin!/stdin"),
        ("x/.gz", "x/.gz!/.gz"),
        ("x/a.tar.gz", "x/a.tar.gz!/a.tar"),
        ("a.zip!/b/c.jsonl.gz", "a.zip!/b/c.jsonl.gz!/c.jsonl"),
    ],
)
def test_the_name_of_a_member_never_is_empty(name: str, member: str) -> None:
    assert read(GzipReader(), as_stream(name, gzip.compress(TEXT))) == {member: TEXT}


def test_the_name_that_a_gzip_header_states_is_not_believed() -> None:
    held = io.BytesIO()
    with gzip.GzipFile("../../etc/passwd", "wb", fileobj=held) as packed:
        packed.write(TEXT)
    assert read(GzipReader(), as_stream("a.txt.gz", held.getvalue())) == {"a.txt.gz!/a.txt": TEXT}


@EVERY_KIND
def test_packed_parts_in_a_row_are_one_member(
    reader: StreamReader, suffix: str, pack: Pack
) -> None:
    data = pack(LONG) + pack(b"") + pack(TEXT)
    assert read(reader, as_stream("a" + suffix, data)) == {f"a{suffix}!/a": LONG + TEXT}


@EVERY_KIND
def test_zeros_behind_the_end_are_padding(reader: StreamReader, suffix: str, pack: Pack) -> None:
    data = pack(TEXT) + bytes(10_000)
    assert read(reader, as_stream("a" + suffix, data)) == {f"a{suffix}!/a": TEXT}


@EVERY_KIND
@pytest.mark.parametrize("trailing", [b"x", b"\0\0\0\0garbage", b"\x1f"])
def test_anything_else_behind_the_end_is_refused(
    reader: StreamReader, suffix: str, pack: Pack, trailing: bytes
) -> None:
    data = pack(TEXT) + trailing
    assert read(reader, as_stream("a" + suffix, data)) == {f"a{suffix}!/a": "trailing bytes"}


@pytest.mark.parametrize(("reader", "suffix", "pack"), ALL_KINDS)
def test_a_file_that_is_cut_off_anywhere_is_refused(
    reader: StreamReader, suffix: str, pack: Pack
) -> None:
    data = pack(LONG)
    for length in (*range(0, len(data), 97), len(data) - 1):
        found = read(reader, as_stream("a" + suffix, data[:length]))
        assert found == {f"a{suffix}!/a": "cut off"}


@EVERY_KIND
def test_a_damaged_file_is_never_taken_for_a_sound_one(
    reader: StreamReader, suffix: str, pack: Pack
) -> None:
    data = pack(LONG)
    for position in range(0, len(data), 97):
        bad = data[:position] + bytes((data[position] ^ 0x55,)) + data[position + 1 :]
        found = read(reader, as_stream("a" + suffix, bad))
        assert is_honest("a" + suffix, found, {"a": LONG})


@EVERY_KIND
def test_a_file_of_another_kind_is_refused(reader: StreamReader, suffix: str, pack: Pack) -> None:
    found = read(reader, as_stream("a" + suffix, b"<html><p>" + TEXT))
    assert found == {f"a{suffix}!/a": "damaged"}


def test_a_refusal_names_the_member_the_cause_and_the_next_step() -> None:
    (member,) = GzipReader().read_stream(as_stream("a.txt.gz", gzip.compress(LONG)[:-3]))
    assert isinstance(member, RawStream)
    with pytest.raises(SourceRefused) as caught:
        member.stream.read()
    assert str(caught.value) == "a.txt.gz!/a.txt: cut off; fetch or copy it again"


@pytest.mark.parametrize("size", [1, 1000, 1 << 16, 1 << 20, 1 << 27])
def test_all_that_stands_before_a_damage_is_given_first(size: int) -> None:
    packed = gzip.compress(LONG)[:-8]  # the checksum is missing, all of the text is there
    (member,) = GzipReader().read_stream(as_stream("a.jsonl.gz", packed))
    assert isinstance(member, RawStream)
    given = b""
    with pytest.raises(SourceRefused, match="cut off"):  # noqa: PT012 - the loop is what raises
        while True:
            given += member.stream.read(size) if size > 1 else member.stream.readline()
    assert given == LONG
    with pytest.raises(SourceRefused, match="cut off"):
        member.stream.read(size)


def test_lines_can_be_read_from_a_member() -> None:
    (member,) = GzipReader().read_stream(as_stream("a.jsonl.gz", gzip.compress(LONG)))
    assert isinstance(member, RawStream)
    assert b"".join(member.stream) == LONG
    assert member.stream.read(10) == b""


@EVERY_KIND
def test_a_bomb_is_refused_before_it_goes_off(
    reader: StreamReader, suffix: str, pack: Pack
) -> None:
    bomb = Unseekable(pack(bytes(20 << 20)))
    file = RawStream("a" + suffix, bomb, limits=Limits(ratio=20))  # type: ignore[arg-type]  # it reads
    (member,) = reader.read_stream(file)
    assert isinstance(member, RawStream)
    given = 0
    with pytest.raises(SourceRefused, match="unpacks too far; 20 times"):  # noqa: PT012 - the loop is what raises
        while piece := member.stream.read(1 << 16):
            given += len(piece)
    assert given < (2 << 20)
    assert bomb.largest <= 1 << 20


def test_the_ratio_is_not_asked_of_less_than_a_mebibyte() -> None:
    file = as_stream("a.gz", gzip.compress(bytes(1 << 20)), Limits(ratio=2))
    assert read(GzipReader(), file) == {"a.gz!/a": bytes(1 << 20)}


@EVERY_KIND
def test_a_stream_that_cannot_be_sought_is_read_in_small_pieces(
    reader: StreamReader, suffix: str, pack: Pack
) -> None:
    stream = Unseekable(pack(LONG * 50))
    file = RawStream("a" + suffix, stream, limits=Limits(ratio=10_000))  # type: ignore[arg-type]  # it reads
    (member,) = reader.read_stream(file)
    assert isinstance(member, RawStream)
    assert not member.stream.seekable()
    assert whole(member) == LONG * 50
    assert 0 < stream.largest <= 1 << 20


def test_many_empty_packed_parts_take_linear_time() -> None:
    data = gzip.compress(b"") * 20_000 + gzip.compress(TEXT)
    assert read(GzipReader(), as_stream("a.gz", data)) == {"a.gz!/a": TEXT}


def test_a_zstd_frame_without_data_is_passed_over() -> None:
    skippable = b"\x50\x2a\x4d\x18\x03\0\0\0abc"
    data = skippable + zstd.compress(TEXT) + skippable
    assert read(ZstdReader(), as_stream("a.zst", data)) == {"a.zst!/a": TEXT}


def test_lzma_that_wants_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codecs, "LARGEST_DICTIONARY", 1 << 20)
    found = read(XzReader(), as_stream("a.xz", lzma.compress(TEXT, preset=6)))
    assert found == {"a.xz!/a": "damaged"}


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="Python reads zstd itself")
def test_without_a_library_for_zstd_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "backports.zstd", None)
    with pytest.raises(SourceRefused) as caught:
        list(ZstdReader().read_stream(as_stream("a.txt.zst", zstd.compress(TEXT))))
    assert caught.value.cause == "no library for zstd"
    assert caught.value.advice == "run pip install '.[zstd]' in the checkout of corpuskit"
