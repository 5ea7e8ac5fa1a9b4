"""What the headers of a record say of the document in it, and whether it is to be believed."""

import base64
import hashlib
from collections.abc import Iterable, Iterator

from corpuskit import DocumentWarning, Stated
from corpuskit_warc.headers import Header, parameters

OF_THE_RECORD: tuple[tuple[str, str], ...] = (
    ("url", "WARC-Target-URI"),
    ("crawled", "WARC-Date"),
    ("id", "WARC-Record-ID"),
    ("language", "WARC-Identified-Content-Language"),
    ("", "WARC-Refers-To"),
    ("", "WARC-Truncated"),
)
OF_THE_RESPONSE: tuple[tuple[str, str], ...] = (
    ("modified", "Last-Modified"),
    ("language", "Content-Language"),
)
LINKS = {"canonical": "url", "license": "licence"}
"""Relations of an HTTP Link that say something of the document itself."""

DIGEST_FIELDS = ("WARC-Payload-Digest", "WARC-Block-Digest")
DIGESTS = {"sha1": "sha1", "sha-1": "sha1", "sha256": "sha256", "sha-256": "sha256"}


def of_record(header: Header) -> Iterator[Stated]:
    """Give what the header of the WARC record says."""
    for kind, name in OF_THE_RECORD:
        if value := header.get(name.lower()):
            yield Stated(kind, name, _bare(value))


def of_response(header: Header) -> Iterator[Stated]:
    """Give what the header of the HTTP response says."""
    for kind, name in OF_THE_RESPONSE:
        if value := header.get(name.lower()):
            yield Stated(kind, name, value)
    for value in header.all("link"):
        yield from _links(value)


def digest_of(header: Header) -> Iterator[Stated]:
    """Give the digest that the record states."""
    for name in DIGEST_FIELDS:
        if value := header.get(name.lower()):
            yield Stated("digest", name, value)
            return


def warnings_of(
    header: Header, payloads: Iterable[bytes], block: bytes
) -> Iterator[DocumentWarning]:
    """Warn of a page that the crawler cut, and of a digest that is not that of the record.

    `payloads` are the forms that can be meant: as stored, without its chunks, unpacked.
    """
    if why := header.get("warc-truncated"):
        yield DocumentWarning("truncated", f"the crawler cut it: WARC-Truncated says {why[:40]!r}")
    for name, forms in zip(DIGEST_FIELDS, (payloads, (block,)), strict=True):
        if value := header.get(name.lower()):
            if not _agrees(value, forms):
                yield DocumentWarning("digest-differs", f"{name} is not that of the record")
            return


def _agrees(value: str, forms: Iterable[bytes]) -> bool:
    label, _, text = value.partition(":")
    algorithm = DIGESTS.get(label.strip().lower())
    return algorithm is None or any(_spelt(text, algorithm, data) for data in forms)


def _spelt(text: str, algorithm: str, data: bytes) -> bool:
    digest = hashlib.new(algorithm, data, usedforsecurity=False).digest()
    in_base32 = base64.b32encode(digest).decode("ascii").rstrip("=")
    return text.strip().upper().rstrip("=") in {in_base32, digest.hex().upper()}


def _links(value: str) -> Iterator[Stated]:
    for part in value.split("<")[1:]:
        address, closed, rest = part.partition(">")
        _, options = parameters(rest.rstrip(", "))
        for relation in options.get("rel", "").lower().split():
            if closed and relation in LINKS:
                yield Stated(LINKS[relation], f"Link rel={relation}", address.strip())


def _bare(value: str) -> str:
    return value[1:-1] if value.startswith("<") and value.endswith(">") else value
