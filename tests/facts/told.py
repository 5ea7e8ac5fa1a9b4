"""Pages with statements beside them, for the tests of facts."""

from corpuskit.facts.detect import LanguageFinder
from corpuskit.facts.metadata import read_metadata
from corpuskit.facts.stated import Told
from corpuskit.labels.label import Aids, label_lines
from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.model import Metadata, Source, Stated
from corpuskit.text.lines import make_lines
from corpuskit.text.normalize import ALL_RULES, Normalization, Normalizer
from corpuskit.text.pieces import make_pieces

PACKS = {pack.language: pack for pack in corpuskit_language_packs()}
UND = Lexicon([PACKS["und"]])
VI = Lexicon([PACKS["und"], PACKS["vi"]])
NORMALIZER = Normalizer(Normalization(ALL_RULES, "keep"), VI.orthography)
HEADLINE = "Xã Mẫu tổ chức ngày hội đọc sách cho học sinh"
LEAD = "Thư viện xã Mẫu mở ngày hội đọc sách dành cho học sinh các trường tiểu học trên địa bàn xã."


def source(*stated: Stated, name: str = "a.html") -> Source:
    return Source(name, "", 0, "utf-8", reader="html", stated=stated)


def said(kind: str, value: str, name: str = "NewsArticle.x") -> Stated:
    return Stated(kind, name, value)


def read(text: str, *stated: Stated, name: str = "a.html") -> Metadata:
    """Read a Vietnamese page, with what is stated of it."""
    lines = make_lines(make_pieces(text, VI, NORMALIZER, name))
    labelled, _ = label_lines(lines, VI, Aids(()))
    language = LanguageFinder(PACKS.values()).find(text)
    return read_metadata(labelled, VI, language, Told(source(*stated, name=name), frozenset(PACKS)))
