"""A document signed by itself: what is compared of it, whatever else there is."""

import pickle

import msgspec
import pytest

from corpuskit.duplicates.comparison import SIGNATURE, Comparison
from corpuskit.duplicates.kernel import MinHash
from corpuskit.duplicates.record import Signed
from corpuskit.duplicates.signing import Signer
from corpuskit.duplicates.words import digest_of, words_of
from corpuskit.model import (
    Block,
    Certainty,
    Date,
    Document,
    Label,
    Metadata,
    Precision,
    Reason,
    Source,
)

LONG = "Một con vịt xoè ra hai cái cánh, nó kêu rằng quác."


def signer(paragraphs: int = 10) -> Signer:
    comparison = Comparison(paragraphs=paragraphs)
    return Signer(comparison, MinHash(comparison.banding))


def document(*lines: tuple[Label, str], date: str = "") -> Document:
    blocks, start = [], 0
    for label, text in lines:
        blocks.append(Block(start, f"{text}\n", text, label, Reason("a", 1.0)))
        start += len(text) + 1
    stated = Date(date, Precision.DAY, Certainty.HIGH, "explicit", "stated", date, -1, -1)
    source = Source("a/b.txt", "", start, "utf-8")
    return Document("d-a.b.txt", source, tuple(blocks), Metadata(date=stated if date else None))


PARAGRAPH = (Label.PARAGRAPH, LONG)


def test_only_the_kept_text_counts() -> None:
    one = signer()(document(PARAGRAPH))
    assert signer()(document((Label.CHROME, "In trang này"), PARAGRAPH, (Label.BLANK, ""))) == one
    entry = one.entry
    assert (entry.id, entry.name, entry.words, entry.size) == ("d-a.b.txt", "a/b.txt", 12, 10)
    assert (entry.characters, entry.digest) == (len(LONG), digest_of(words_of(LONG)))
    assert (one.version, len(one.shingles), len(one.bands)) == (SIGNATURE, 80, 192)


def test_how_the_text_is_cut_into_blocks_does_not_count() -> None:
    head, tail = LONG.split(", ")
    cut = signer(0)(document((Label.LEAD, head), (Label.PARAGRAPH, tail)))
    whole = signer(0)(document(PARAGRAPH))
    assert (cut.shingles, cut.entry.digest) == (whole.shingles, whole.entry.digest)


@pytest.mark.parametrize("text", ["", "…", "\ud800"])
def test_a_text_without_words_has_no_hash_at_all(text: str) -> None:
    signed = signer(1)(document((Label.PARAGRAPH, text)))
    assert (signed.entry.digest, signed.shingles, signed.bands) == (b"", b"", b"")
    assert signed.passages == ()


def test_a_text_of_two_words_can_only_be_an_exact_copy() -> None:
    signed = signer()(document((Label.PARAGRAPH, "Hai từ.")))
    assert (signed.entry.digest, signed.shingles) == (digest_of(["hai", "từ"]), b"")


def test_the_days_of_a_date_are_those_it_can_mean() -> None:
    entry = signer()(document(PARAGRAPH, date="2023-02")).entry
    assert (entry.first_day, entry.last_day) == ("2023-02-01", "2023-02-28")
    unknown = signer()(document(PARAGRAPH, date="--05-18")).entry
    assert (unknown.first_day, unknown.last_day) == ("", "")


def test_paragraphs_that_are_long_enough_are_taken_once() -> None:
    blocks = (PARAGRAPH, (Label.BYLINE, LONG + " B"), (Label.HEADING, LONG.upper()))
    assert [each.text for each in signer(12)(document(*blocks)).passages] == [LONG]
    assert signer(13)(document(*blocks)).passages == ()
    assert signer(0)(document(*blocks)).passages == ()


def test_half_a_character_in_a_paragraph_is_shown_as_replaced() -> None:
    signed = signer()(document((Label.PARAGRAPH, LONG + "\udc80")))
    assert [each.text for each in signed.passages] == [LONG + "\ufffd"]


def test_tones_make_other_documents() -> None:
    pages = [" ".join(f"{tone} {n}" for n in range(90)) for tone in ("má", "mà")]
    one, other = (signer()(document((Label.PARAGRAPH, page))) for page in pages)
    assert one.entry.digest != other.entry.digest
    assert MinHash(Comparison().banding).common(one.shingles, other.shingles) == 0


def test_a_signer_and_what_it_gives_can_be_sent_elsewhere() -> None:
    page = document(PARAGRAPH)
    sent: Signer = pickle.loads(pickle.dumps(signer()))  # noqa: S301  # our own bytes
    signed = sent(page)
    assert signed == signer()(page)
    assert pickle.loads(pickle.dumps(signed)) == signed  # noqa: S301  # our own bytes
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(signed), type=Signed) == signed
