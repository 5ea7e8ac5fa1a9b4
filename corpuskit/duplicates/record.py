"""What is known of a document while copies are looked for."""

from msgspec import Struct


class Passage(Struct, frozen=True, array_like=True, gc=False):
    """A kept paragraph: the hash of its words, and the paragraph as it stands there."""

    digest: bytes
    text: str


class Entry(Struct, frozen=True, array_like=True, gc=False):
    """What a report says of a document, and what decides which copy is kept.

    `digest` is the hash of all its words, empty when it has none; `size` counts different shingles,
    `characters` code points of kept text. The days are those that its date can mean, ISO 8601,
    "" without a date.
    """

    id: str
    name: str
    digest: bytes
    words: int
    size: int
    characters: int
    first_day: str = ""
    last_day: str = ""


class Signed(Struct, frozen=True, array_like=True, gc=False):
    """A document as it is compared; it can be pickled, stored, and made anywhere.

    `shingles` are sorted hashes, `bands` the keys of the bands, 8 bytes each; both are empty for a
    document with fewer words than one shingle. `version` is that of the signature.
    """

    version: str
    entry: Entry
    shingles: bytes = b""
    bands: bytes = b""
    passages: tuple[Passage, ...] = ()
