"""Whether the blocks of a document still give the bytes of its source, as `restore` needs."""

import hashlib

from corpuskit import Document, restore_bytes

LOST = "sources that restore cannot write"


def is_restorable(document: Document) -> bool:
    """Say whether the blocks give the bytes that the source states.

    Those of a document that was read back from a format that keeps less, such as TEI, do not.
    """
    source = document.source
    try:
        data = restore_bytes(source, document.raw)
    except (LookupError, StopIteration, ValueError):  # what is stated of the source is no sense
        return False
    return len(data) == source.size and hashlib.sha256(data).hexdigest() == source.sha256
