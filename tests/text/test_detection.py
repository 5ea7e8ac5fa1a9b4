import pickle
import time
from unicodedata import normalize

import pytest

from corpuskit.errors import SourceRefused
from corpuskit.language import LanguagePack, OldEncoding, Orthography
from corpuskit.languages import corpuskit_language_packs
from corpuskit.reader import Guess, RawDocument, RawFile
from corpuskit.text.decode import decode_file, restore_bytes
from corpuskit.text.detection import make_detector
from corpuskit.text.encodings import canonical_encoding, to_text
from tests.blown_up import BLOWN_UP
from tests.text.writing import (
    FRENCH,
    ICELANDIC,
    JAPANESE,
    OLD,
    RUSSIAN,
    SEEDS,
    SENTENCES,
    SPANISH,
    written,
)

detect = make_detector(corpuskit_language_packs())
TEXTS = [pytest.param(SENTENCES, id="sentences")]
TEXTS += [pytest.param(seed.read_text("utf-8"), id=seed.name[:3]) for seed in SEEDS]
ENGLISH = "A gap of 5 µm at 20 °C (see ¶ 7) is fine, says Acme® of Malmö.\n"


def read(data: bytes, declared: str = "") -> RawDocument:
    return decode_file(RawFile("page.txt", data, detect=detect), declared)


def test_the_packs_name_encodings_that_can_be_read() -> None:
    names = [old.name for pack in corpuskit_language_packs() for old in pack.old_encodings]
    assert sorted(names) == sorted(OLD)
    assert [canonical_encoding(name) for name in names] == names


@pytest.mark.parametrize("encoding", OLD)
@pytest.mark.parametrize("text", TEXTS)
def test_vietnamese_in_an_old_encoding_is_read_and_restored(text: str, encoding: str) -> None:
    data = written(text, encoding)
    raw = read(data)
    assert raw.source.encoding == encoding
    assert normalize("NFC", raw.text) == normalize("NFC", to_text(data, encoding))
    assert restore_bytes(raw.source, raw.text) == data
    assert [warning.code for warning in raw.warnings] == ["encoding-detected"]


@pytest.mark.parametrize("encoding", OLD)
def test_a_page_is_judged_by_its_letters_wherever_they_stand(encoding: str) -> None:
    script = "<script>var n = [1, 2, 3];</script>\n" * 5000
    raw = read(script.encode() + written(SENTENCES, encoding) + b"<p class='end'></p>\n" * 500)
    assert raw.source.encoding == ("utf-8" if encoding == "viqr" else encoding)


def test_what_was_found_says_how_surely_and_why() -> None:
    (warning,) = read(written(SENTENCES, "tcvn3")).warnings
    assert warning.message.startswith(
        "nothing else tells the encoding: it was read as tcvn3 with confidence 0.99, "
        "since 99% of 71 letters stand in syllables of Vietnamese, "
    )
    assert "when it is read as" in warning.message


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (FRENCH, "iso8859-15"),
        (SPANISH, "iso8859-1"),
        (ICELANDIC, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
    ],
)
def test_texts_of_other_languages_are_read_as_they_were_written(text: str, encoding: str) -> None:
    data = (text * 4).encode(encoding)
    raw = read(data)
    assert raw.text == text * 4
    assert restore_bytes(raw.source, raw.text) == data


@pytest.mark.parametrize("encoding", ["iso8859-1", "iso8859-15", "cp1252"])
def test_bytes_that_mean_the_same_in_two_encodings_have_one_name(encoding: str) -> None:
    assert read((FRENCH * 4).encode(encoding)).source.encoding == "cp1252"


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, SPANISH, ICELANDIC, SENTENCES, "Trang chủ\n"])
def test_utf_8_is_never_asked_about(text: str) -> None:
    raw = read(text.encode())
    assert (raw.text, raw.source.encoding, raw.warnings) == (text, "utf-8", ())


@pytest.mark.parametrize(
    "text",
    [
        "Go to a. He did. Did he? No. See schema.org/a.html, e.g. d.d. (a) (b).\n" * 50,
        "x^2 + y^2 = z^2, a^b, e^x, o^+ and i^j; u+v, o+p\n" * 50,
        "for (i = 0; i < dd; i++) { a[i] ^= e?1:0; o += u; }\n" * 50,
    ],
)
def test_ascii_stays_ascii(text: str) -> None:
    assert (read(text.encode()).text, read(text.encode()).warnings) == (text, ())


def test_signs_that_vietnamese_encodings_use_too_do_not_make_english_vietnamese() -> None:
    data = (ENGLISH * 20).encode("latin-1")
    guess = detect(data)
    assert guess is None or guess.encoding not in OLD
    assert read(data, "iso-8859-1").text == ENGLISH * 20


@pytest.mark.parametrize(
    "data",
    [
        written("Trang chủ", "tcvn3"),
        written("Đại hội đại biểu", "vni"),
        b"caf\xe9",
        b"\xff\xfe\xfd" * 3,
        written("Đảng ủy đảng ủy " * 40, "viscii"),
        b"",
    ],
)
def test_too_little_text_proves_nothing(data: bytes) -> None:
    guess = detect(data)
    assert guess is None or guess.confidence < 0.7


def test_an_unsure_guess_is_named_when_a_source_is_refused() -> None:
    data = written("Chợ quê họp từ sớm, bà con về đủ.", "tcvn3")
    with pytest.raises(SourceRefused, match="--encoding tcvn3"):
        read(data)


def test_binary_data_is_no_text_in_any_encoding() -> None:
    assert detect(bytes(range(256)) * 40) is None
    assert detect("Đại hội".encode("utf-16-le") * 40) is None


def test_an_encoding_that_two_languages_could_have_is_the_likelier_one() -> None:
    other = LanguagePack(
        "xx",
        "Test",
        orthography=Orthography(syllable="never"),
        old_encodings=(OldEncoding("viscii", "a language that fits nothing"),),
    )
    both = make_detector([other, *corpuskit_language_packs()])
    assert both(written(SENTENCES, "vps")) == detect(written(SENTENCES, "vps"))


def test_without_a_language_with_old_encodings_only_the_others_are_found() -> None:
    without = make_detector([])
    guess = without((RUSSIAN * 4).encode("koi8-r"))
    assert isinstance(guess, Guess)
    assert guess.encoding == "koi8-r"


def test_a_detector_can_be_sent_to_another_process() -> None:
    copy = pickle.loads(pickle.dumps(detect))  # noqa: S301 - it was made in the line itself
    data = written(SENTENCES, "vni")
    assert copy(data) == detect(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff" * 5_000_000,
        b"a\xb8" * 2_000_000,
        b"<" * 3_000_000 + b"\xe9",
        b"a^" * 2_000_000,
        b"\x1b$B" * 1_000_000,
        ("ế" * 1_000_000).encode("utf-8")[1:],
    ],
)
def test_hostile_bytes_take_linear_time(data: bytes) -> None:
    start = time.process_time()
    detect(data)
    assert time.process_time() - start < BLOWN_UP
