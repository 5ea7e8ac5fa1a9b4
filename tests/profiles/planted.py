"""Pages made of invented sentences, with furniture and traps planted in them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter
from random import Random
from typing import Generic, TypeVar

from corpuskit import Document, PipelineOptions, Profile
from corpuskit.languages import corpuskit_language_packs
from corpuskit.model import Label
from corpuskit.pipeline import Pipeline
from corpuskit.profiles.evidence import Evidence, merge_evidence
from corpuskit.profiles.keys import LineKeys
from corpuskit.profiles.learning import learn_profile
from corpuskit.profiles.pages import page_of
from corpuskit.profiles.repetition import Spread, merge_spread
from corpuskit.text.decode import decode

PACKS = tuple(corpuskit_language_packs())
KEYS = LineKeys(PACKS)
WORDS = re.findall(
    r"\w+",
    "người dân của các xã trong huyện đã được với những và cho khi này một năm nhiều vùng núi sông "
    "ruộng lúa chợ phiên trường học đường làng mùa gặt bản mường thuyền bến rừng keo chè búp ngô "
    "khoai sắn vải nhãn cam bưởi trâu bò dê gà vịt cá tôm muối gạch ngói nhà sàn cầu treo suối",
)
MENU = ("Trang nhất", "Chuyện làng", "Nhà nông", "Bến sông", "Chợ phiên")
FOOT = ("Tòa soạn: 12 Bến Cũ, Làng Chè", "Giấy phép số 7/GP-TT", "Bản quyền thuộc báo Làng Chè")

_V = TypeVar("_V")
Key = tuple[str, ...]


class MemoryCounts(Generic[_V]):
    """Counts that are kept in memory."""

    def __init__(self, merge: Callable[[_V, _V], _V]) -> None:
        self.merge = merge
        self.counts: dict[Key, _V] = {}

    def add(self, counts: Mapping[Key, _V], /) -> None:
        for key, value in counts.items():
            known = self.counts.get(key)
            self.counts[key] = value if known is None else self.merge(known, value)

    def __iter__(self) -> Iterator[tuple[Key, _V]]:
        return iter(sorted(self.counts.items(), key=itemgetter(0)))


def words(seed: str, number: int) -> str:
    """Give words in a row, the same for the same seed."""
    chosen = Random(seed).choices(WORDS, k=number)  # noqa: S311  # no secret
    return " ".join(chosen).capitalize()


def sentence(seed: str, number: int = 22) -> str:
    """Give a sentence long enough for running text."""
    return f"{words(seed, number)}."


def headline(seed: str) -> str:
    return words(seed, 8)


def body(seed: int, paragraphs: int = 5) -> list[str]:
    """Give the title and the paragraphs of one article."""
    return [headline(f"{seed}"), *(sentence(f"{seed}, {n}") for n in range(paragraphs))]


def page(*parts: str | Iterable[str]) -> str:
    """Join lines and lists of lines to a page."""
    lines = [[part] if isinstance(part, str) else part for part in parts]
    return "".join(f"{line}\n" for some in lines for line in some)


def label(pages: Mapping[str, str], profile: Profile | None = None) -> dict[str, Document]:
    """Label pages by their names."""
    pipeline = Pipeline(PACKS, options=PipelineOptions(profile=profile))
    return {name: pipeline.document(decode(text.encode(), name)) for name, text in pages.items()}


def learn(pages: Mapping[str, str], site: str = "") -> Profile:
    """Learn a profile of pages by their names, in memory."""
    learned = [page_of(document, site, names=True) for document in label(pages).values()]
    spreads, evidence = MemoryCounts[Spread](merge_spread), MemoryCounts[Evidence](merge_evidence)
    return learn_profile(learned, KEYS, spreads, evidence)


def known_texts(profile: Profile) -> set[str]:
    """Give the texts of all entries, lines and patterns."""
    return {entry.text for site in profile.site for entry in (*site.line, *site.pattern)}


def removed_texts(pages: Mapping[str, str], profile: Profile) -> set[str]:
    """Give the lines that a profile makes chrome somewhere."""
    return {
        block.text
        for document in label(pages, profile).values()
        for block in document.blocks
        if block.label is Label.CHROME and block.reason.rule == "chrome.profile"
    }
