"""What the standard library cannot unpack, asked of FastWARC when it is needed."""

from types import ModuleType

from corpuskit import SourceRefused


def fastwarc_streams(name: str, need: str) -> ModuleType:
    """Give the module of FastWARC with the readers of Brotli and Zstandard.

    Raises SourceRefused for `name`, which needs it as `need` says, when it is not installed.
    """
    try:
        from fastwarc import stream_io  # noqa: PLC0415 - most archives never need it
    except ImportError:
        advice = f"it {need}: install FastWARC, the extra `warc` of corpuskit-core"
        raise SourceRefused(name, "library missing", advice) from None
    return stream_io
