"""The reader of tar archives, packed or not, in one pass and with nothing written anywhere."""

from collections.abc import Iterator
from typing import ClassVar

from corpuskit import Piece, RawStream, SourceRefused, SourceSkipped
from corpuskit_archives.codecs import codec_of
from corpuskit_archives.headers import Header
from corpuskit_archives.labels import Labels, decoded
from corpuskit_archives.streams import Packed, Patient, Plain, Unpacked
from corpuskit_archives.tape import Tape

_REGULAR = frozenset({b"0", b"\0", b"7", b"S"})
_NO_FILES = frozenset({b"5", b"D", b"V"})
"""Folders, lists of what they hold, and the names of volumes."""

_SKIPPED = {
    b"1": "hard link",
    b"2": "symbolic link",
    b"3": "not a regular file",
    b"4": "not a regular file",
    b"6": "not a regular file",
}


class TarReader:
    """Gives the members of a tar as streams; what it is packed with shows in its first bytes."""

    name: ClassVar[str] = "tar"
    suffixes: ClassVar[tuple[str, ...]] = (
        ".tar",
        *(".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tbz"),
        *(".tar.xz", ".txz", ".tar.zst", ".tzst"),
    )
    summary: ClassVar[str] = "tar archives, packed by gzip, bzip2, xz, zstd or not at all"

    def read_stream(self, file: RawStream) -> Iterator[Piece]:
        """Give each member, what is passed over, and what cannot be read.

        Raises SourceRefused at a damage behind which nothing can be read.
        """
        labels = Labels(file.name)
        for header, body in Tape(file.name, _unpacked(file), file.limits.members).members():
            if _is_no_file(header):
                continue
            body.name = labels.of(decoded(header.name))
            member = file._replace(name=body.name, stream=Patient(body), size=header.size)
            is_hidden = labels.is_hidden(body.name)
            yield _reason_against(header, body.name, is_hidden=is_hidden) or member


def _unpacked(file: RawStream) -> Patient:
    packed = Packed(file.stream)
    codec = codec_of(packed.beginning())
    return Patient(Unpacked(file.name, packed, codec, file.limits) if codec else Plain(packed))


def _is_no_file(header: Header) -> bool:
    is_folder = header.name.endswith(b"/") and not header.size  # as tars before 1988 said it
    return header.kind in _NO_FILES or is_folder


def _reason_against(
    header: Header, name: str, *, is_hidden: bool
) -> SourceSkipped | SourceRefused | None:
    if is_hidden:
        return SourceSkipped(name, "hidden")
    if header.kind in _SKIPPED:
        return SourceSkipped(name, _SKIPPED[header.kind])
    if header.is_sparse:
        return SourceRefused(name, "sparse file", "pack it again without --sparse")
    if header.kind not in _REGULAR:
        kind = header.kind.decode("latin-1")
        return SourceRefused(name, "unknown kind of member", f"{kind!r} is no kind of file")
    return None
