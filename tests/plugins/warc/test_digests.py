"""Digests are checked against every form of the payload that crawlers mean by them."""

import base64
import gzip
import hashlib

import pytest

from corpuskit.model import Stated
from tests.plugins.warc.archives import (
    HTML,
    conversion,
    files,
    http,
    page,
    remarks,
    response,
    stated,
)

PAGE = page(1)
PACKED = gzip.compress(PAGE, mtime=0)
CHUNKS = b"%x\r\n%b\r\n0\r\n\r\n" % (len(PACKED), PACKED)
HEAD = HTML + b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"
DIFFERS = [("digest-differs", "WARC-Payload-Digest is not that of the record")]


def digest_of(data: bytes, algorithm: str = "sha1") -> bytes:
    return hashlib.new(algorithm, data).digest()


def base32(data: bytes, algorithm: str = "sha1") -> str:
    return base64.b32encode(digest_of(data, algorithm)).decode()


@pytest.mark.parametrize("meant", [CHUNKS, PACKED, PAGE], ids=["stored", "joined", "unpacked"])
def test_a_digest_may_be_that_of_any_form_of_the_payload(meant: bytes) -> None:
    digest = f"sha1:{base32(meant)}"
    (file,) = files(response(CHUNKS, HEAD, WARC_Payload_Digest=digest))
    assert (file.data, remarks(file)) == (PAGE, [])
    assert stated(file, "digest") == [Stated("digest", "WARC-Payload-Digest", digest)]


@pytest.mark.parametrize(
    "digest",
    [
        f"sha256:{base32(PAGE, 'sha256')}",
        f"sha256:{digest_of(PAGE, 'sha256').hex()}",
        f"SHA-1:{digest_of(PAGE).hex().upper()}",
        f"sha1:{base32(PAGE).lower()}",
    ],
)
def test_digests_are_read_in_hexadecimal_and_base32(digest: str) -> None:
    assert remarks(files(response(PAGE, WARC_Payload_Digest=digest))[0]) == []


@pytest.mark.parametrize("digest", [f"sha1:{base32(b'x')}", "sha1:", "sha256:abc"])
def test_a_payload_whose_digest_differs_is_given_with_a_remark(digest: str) -> None:
    (file,) = files(response(PAGE, WARC_Payload_Digest=digest))
    assert (file.data, remarks(file)) == (PAGE, DIFFERS)


@pytest.mark.parametrize("digest", ["blake3:abc", "nonsense"])
def test_a_digest_that_nobody_can_check_is_stated_alone(digest: str) -> None:
    (file,) = files(response(PAGE, WARC_Payload_Digest=digest))
    assert (remarks(file), len(stated(file, "digest"))) == ([], 1)


def test_the_digest_of_a_block_stands_in_for_that_of_the_payload() -> None:
    good = response(PAGE, WARC_Block_Digest=f"sha1:{base32(http(PAGE))}")
    bad = conversion(PAGE, WARC_Block_Digest=f"sha1:{base32(http(PAGE))}")
    note = "WARC-Block-Digest is not that of the record"
    assert [remarks(file) for file in files(good + bad)] == [[], [("digest-differs", note)]]


def test_what_the_crawler_cut_is_given_and_told() -> None:
    (file,) = files(response(PAGE, WARC_Truncated="length"))
    assert file.stated == (Stated("", "WARC-Truncated", "length"),)
    assert remarks(file) == [("truncated", "the crawler cut it: WARC-Truncated says 'length'")]
