import gzip
import random
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from corpuskit.errors import UsageError
from corpuskit.files import packing
from corpuskit.files.disk import facts_of
from corpuskit.files.output import OutputFolder
from corpuskit.files.packing import (
    CHUNK,
    COMPRESSIONS,
    check_compression,
    compression_of,
    ending,
    open_unpacked,
    pack_file,
    packed,
)

BOTH = pytest.mark.parametrize("compression", ["gz", "zst"])
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 7)


def some_bytes(size: int) -> bytes:
    """Give bytes that pack neither fully nor not at all."""
    chance = random.Random(size)  # noqa: S311  # no secret
    words = [chance.randbytes(50) for _ in range(999)]
    return b"".join(chance.choices(words, k=size // 50 + 1))[:size]


def zstd() -> ModuleType:
    library = packing.zstd_library()
    assert isinstance(library, ModuleType)
    return library


@BOTH
@pytest.mark.parametrize("size", SIZES)
def test_what_is_packed_comes_back(tmp_path: Path, compression: str, size: int) -> None:
    data, path = some_bytes(size), tmp_path / "packed"
    path.write_bytes(packed(data, compression))
    with open_unpacked(path, compression) as stream:
        assert stream.read() == data


@BOTH
@pytest.mark.parametrize("size", SIZES)
def test_a_file_is_packed_as_its_bytes_are(tmp_path: Path, compression: str, size: int) -> None:
    data, path = some_bytes(size), tmp_path / "plain"
    path.write_bytes(data)
    facts = pack_file(path, tmp_path / "packed", compression)
    assert (tmp_path / "packed").read_bytes() == packed(data, compression)
    assert facts_of(tmp_path / "packed") == facts


@BOTH
def test_libraries_get_pieces_of_one_size_whatever_was_written_at_a_time(
    tmp_path: Path, compression: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    pack = COMPRESSIONS[compression].pack

    def watched(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
        listed = list(chunks)
        sizes.extend(map(len, listed))
        return pack(listed, size)

    with OutputFolder(str(tmp_path)) as folder:
        pending = folder.start("json/a", compression)
        data = some_bytes(2 * CHUNK + 7)
        for start in range(0, len(data), 99_999):
            pending.write(data[start : start + 99_999])
            pending.flush()
        way = COMPRESSIONS[compression]._replace(pack=watched)
        monkeypatch.setattr(packing, "COMPRESSIONS", {compression: way})
        pending.commit()
    assert sizes == [CHUNK, CHUNK, 7]
    assert (tmp_path / "json/a").read_bytes() == b"".join(pack([data], len(data)))


def test_gzip_is_one_member_without_time_and_name_by_no_system() -> None:
    data = packed(b"corpus", "gz")
    assert data[:10] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
    deflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
    assert (deflate.decompress(data), deflate.eof, deflate.unused_data) == (b"corpus", True, b"")


def test_zstd_is_one_frame_that_states_its_size_and_has_a_checksum() -> None:
    data = packed(b"corpus" * 999, "zst")
    assert zstd().get_frame_size(data) == len(data)
    assert zstd().get_frame_info(data).decompressed_size == 5994
    descriptor, has_checksum = data[4], 0b100
    assert descriptor & has_checksum


@pytest.mark.parametrize(("compression", "level"), [("gz", 6), ("zst", 3)])
def test_the_level_is_that_of_the_programs(compression: str, level: int) -> None:
    data = some_bytes(200_000)
    usual = zlib.compress(data, level) if compression == "gz" else zstd().compress(data, level)
    body = usual[2:-4] if compression == "gz" else usual[12:]
    assert body in packed(data, compression)


@BOTH
def test_a_packed_file_can_be_sought_to_and_fro(tmp_path: Path, compression: str) -> None:
    data, path = some_bytes(3 * CHUNK), tmp_path / "packed"
    path.write_bytes(packed(data, compression))
    with open_unpacked(path, compression) as stream:
        for start in (5, 2 * CHUNK, 2 * CHUNK + 9, 0, CHUNK):
            stream.seek(start)
            assert stream.tell() == start
            assert stream.read(99) == data[start : start + 99]


@BOTH
@pytest.mark.parametrize("part", [0.3, 0.99])
def test_what_stands_before_a_cut_can_be_read_and_then_the_damage_is_an_error(
    tmp_path: Path, compression: str, part: float
) -> None:
    data, path = some_bytes(3 * CHUNK), tmp_path / "packed"
    whole = packed(data, compression)
    path.write_bytes(whole[: int(len(whole) * part)])
    with open_unpacked(path, compression) as stream:
        assert stream.read(1000) == data[:1000]
        with pytest.raises(OSError, match=r"damaged: (?s:.)+") as error:
            stream.seek(0), stream.read()
    assert error.value.strerror


@BOTH
def test_a_flipped_bit_is_an_error(tmp_path: Path, compression: str) -> None:
    data, path = bytearray(packed(some_bytes(CHUNK), compression)), tmp_path / "packed"
    data[len(data) // 2] ^= 16
    path.write_bytes(data)
    with open_unpacked(path, compression) as stream, pytest.raises(OSError, match="damaged: "):
        stream.read()


@BOTH
@pytest.mark.parametrize("data", [b"not packed at all", b"\x1f\x8b", b"\x28\xb5\x2f\xfd"])
def test_what_is_not_packed_is_an_error(tmp_path: Path, compression: str, data: bytes) -> None:
    (tmp_path / "plain").write_bytes(data)
    stream = open_unpacked(tmp_path / "plain", compression)
    with stream, pytest.raises(OSError, match="damaged: "):
        stream.read()


@pytest.mark.parametrize("compression", ["", "gz", "zst"])
def test_a_file_that_is_not_there_is_said_so(tmp_path: Path, compression: str) -> None:
    with pytest.raises(FileNotFoundError):
        open_unpacked(tmp_path / "gone", compression)


def test_without_a_compression_bytes_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"a"))
    with open_unpacked(tmp_path / "a.gz", "") as stream:
        assert stream.read() == gzip.compress(b"a")
    assert packed(b"a", "") == b"a"
    check_compression("")


@pytest.mark.parametrize(
    ("name", "compression"),
    [("a.gz", "gz"), ("a.jsonl.ZST", "zst"), ("a.xz", ""), ("gz", ""), ("a.gz.txt", ""), ("", "")],
)
def test_the_end_of_a_name_tells_the_compression(name: str, compression: str) -> None:
    assert compression_of(name) == compression


def test_every_compression_names_its_files_after_itself() -> None:
    assert {ending(name) for name in COMPRESSIONS} == {".gz", ".zst"}
    assert ending("") == ""


def test_another_compression_is_wrong_usage() -> None:
    message = r"there is no compression 'rar'; choose from gz, zst"
    with pytest.raises(UsageError, match=message):
        check_compression("rar")


def test_without_its_library_a_compression_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(packing, "ZSTD_MODULE", "corpuskit.no_such_module")
    check_compression("gz")
    with pytest.raises(UsageError, match=r"run pip install '\.\[zstd\]' in the checkout"):
        check_compression("zst")
