"""Streams that are read once, from their beginning, and refuse by name what is damaged.

What lies before a damage is always given first; then every further read raises the same refusal.
"""

from abc import abstractmethod
from io import BufferedReader, RawIOBase
from typing import TYPE_CHECKING, Protocol

from corpuskit import Limits, SourceRefused
from corpuskit_archives.codecs import Codec

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 1 << 16
"""Bytes that are read or unpacked at once, at most."""

PACKED_CHUNK = 1 << 12
"""Packed bytes: fewer, since those behind an end are copied, and each may hold many ends."""

RATIO_FROM = 1 << 20
BEGINNING = 6
"""Bytes: enough to know any codec by."""

FETCH_AGAIN = "fetch or copy it again"


class Readable(Protocol):
    """Anything that bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """Give at most `size` bytes, none at the end."""


class Packed:
    """Bytes as they lie in a container: counted, and to be put back when too many were read."""

    def __init__(self, stream: Readable) -> None:
        self._stream, self._ahead = stream, b""
        self.count = 0

    def read(self, size: int) -> bytes:
        """Give at most `size` bytes, none at the end."""
        data = self._ahead[:size] or self._stream.read(size)
        self._ahead = self._ahead[size:]
        self.count += len(data)
        return data

    def put_back(self, data: bytes) -> None:
        """Let `data` be what is read next."""
        self._ahead = data + self._ahead
        self.count -= len(data)

    def beginning(self) -> bytes:
        """Give the first few bytes of what comes, which stays to be read."""
        data = b""
        while len(data) < BEGINNING and (more := self.read(BEGINNING - len(data))):
            data += more
        self.put_back(data)
        return data

    def pass_zeros(self) -> None:
        """Read up to the next byte that is not zero."""
        while (data := self.read(PACKED_CHUNK)) and not (rest := data.lstrip(b"\0")):
            pass
        if data:
            self.put_back(rest)


class Refusing(RawIOBase):
    """A stream below which lies another; a refusal is raised again by every later read."""

    def __init__(self) -> None:
        self._refusal: SourceRefused | None = None

    @abstractmethod
    def take(self, size: int) -> bytes:
        """Give at most `size` bytes, none at the end; raises SourceRefused."""

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill a buffer; raises SourceRefused naming what is read."""
        if self._refusal:
            raise self._refusal
        view = memoryview(buffer).cast("B")
        try:
            data = self.take(min(len(view), CHUNK))
        except SourceRefused as refusal:
            self._refusal = refusal
            raise
        view[: len(data)] = data
        return len(data)


class Unpacked(Refusing):
    """What a codec makes of packed bytes, by the name that a refusal of it has.

    Several packed stretches in a row are one stream, as for `gzip -d`; zeros may stand behind them,
    anything else is refused. So is what unpacks to more than `limits.ratio` times its size.
    """

    def __init__(self, name: str, packed: Packed, codec: Codec, limits: Limits) -> None:
        super().__init__()
        self._name, self._packed, self._codec = name, packed, codec
        self._ratio, self._count, self._is_done = limits.ratio, 0, False
        try:
            self._decoder = codec.make()
        except ImportError as error:
            advice = f"run pip install '.[{codec.name}]' in the checkout of corpuskit"
            raise SourceRefused(name, f"no library for {codec.name}", advice) from error

    def take(self, size: int) -> bytes:
        """Give at most `size` unpacked bytes, none at the end; raises SourceRefused."""
        data = b""
        while not (data or self._is_done):
            if self._decoder.eof:
                self._go_on()
            else:
                data = self._unpack(size)
        self._count_up(len(data))
        return data

    def _unpack(self, size: int) -> bytes:
        packed = b""
        if self._decoder.needs_input:
            packed = self._packed.read(PACKED_CHUNK)
            if not packed:
                raise SourceRefused(self._name, "cut off", FETCH_AGAIN)
        try:
            return self._decoder.decompress(packed, size)
        except Exception as error:  # each library has errors of its own
            raise SourceRefused(
                self._name, "damaged", f"{self._codec.name}: {error}; {FETCH_AGAIN}"
            ) from error

    def _go_on(self) -> None:
        self._packed.put_back(self._decoder.unused_data)
        self._packed.pass_zeros()
        beginning = self._packed.beginning()
        self._is_done = not beginning
        if beginning and not self._codec.beginning.match(beginning):
            raise SourceRefused(
                self._name, "trailing bytes", f"what follows its end is not {self._codec.name}"
            )
        self._decoder = self._codec.make()

    def _count_up(self, count: int) -> None:
        self._count += count
        if self._count > max(RATIO_FROM, self._ratio * self._packed.count):
            raise SourceRefused(
                self._name,
                "unpacks too far",
                f"{self._ratio} times its packed size is allowed; see --max-ratio",
            )


class Plain(Refusing):
    """Bytes that are not packed."""

    def __init__(self, packed: Packed) -> None:
        super().__init__()
        self._packed = packed

    def take(self, size: int) -> bytes:
        """Give at most `size` bytes, none at the end."""
        return self._packed.read(size)


class Extent(Refusing):
    """The next `size` bytes of a container, by the name of the member that they are."""

    def __init__(self, name: str, stream: Readable, size: int) -> None:
        super().__init__()
        self.name, self._stream, self._left = name, stream, size

    def take(self, size: int) -> bytes:
        """Give at most `size` bytes, none at the end; raises SourceRefused."""
        size = min(size, self._left)
        try:
            data = self._stream.read(size) if size else b""
        except SourceRefused as refusal:
            raise SourceRefused(self.name, refusal.cause, refusal.advice) from refusal
        if size and not data:
            raise SourceRefused(self.name, "cut off", FETCH_AGAIN)
        self._left -= len(data)
        return data

    def leave(self, padding: int = 0) -> None:
        """Pass over what was not read, and `padding` bytes behind it; nothing more can be read."""
        left, self._left = self._left + padding, 0
        while left and (data := self._stream.read(min(left, CHUNK))):
            left -= len(data)


class Patient(BufferedReader):
    """A stream that gives all bytes before a refusal, whatever size is asked for."""

    def __init__(self, raw: Refusing) -> None:
        super().__init__(raw, CHUNK)

    def read(self, size: int | None = -1, /) -> bytes:
        """Give `size` bytes, fewer only at the end or before a refusal; all, when it is -1.

        Raises SourceRefused when nothing comes before the damage, or when all is asked for.
        """
        if size is None or size < 0:
            return super().read()
        pieces = [self._piece(size)]
        while pieces[-1] and (size := size - len(pieces[-1])):
            pieces.append(self._next_piece(size))
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def _piece(self, size: int) -> bytes:
        if size < CHUNK:
            self.peek(1)  # fills the buffer; `read1` alone would read no more than it is asked for
        return self.read1(min(size, CHUNK))

    def _next_piece(self, size: int) -> bytes:
        try:
            return self._piece(size)
        except SourceRefused:  # the next read raises it again
            return b""
