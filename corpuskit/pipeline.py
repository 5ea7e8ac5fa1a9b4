"""The order of the stages: a raw document goes in, a labelled document comes out.

Pure: no files, no clock, and nothing that is kept between two documents changes an answer.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from corpuskit.errors import UsageError
from corpuskit.facts.addresses import own_address
from corpuskit.facts.detect import LanguageFinder
from corpuskit.facts.metadata import Whole, read_metadata
from corpuskit.facts.page_type import states_no_article
from corpuskit.facts.spans import collect_spans
from corpuskit.facts.stated import Told
from corpuskit.facts.titles import stated_titles
from corpuskit.facts.trust import claims
from corpuskit.labels.fused_rules import FUSED_RULES
from corpuskit.labels.label import Aids, Labelled, guarded, label_lines, weighed_page
from corpuskit.labels.page import Page
from corpuskit.labels.role_rules import RoleChain
from corpuskit.labels.role_weights import RoleWeights
from corpuskit.labels.rule import LabelRule
from corpuskit.language import ANY_LANGUAGE, LanguagePack
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.model import (
    Block,
    Certainty,
    Document,
    Fact,
    Label,
    Metadata,
    Reason,
    Selection,
    Span,
)
from corpuskit.names import document_id
from corpuskit.profiles.keys import LineKeys
from corpuskit.profiles.known import KnownSites, SiteLines
from corpuskit.profiles.profile import Profile
from corpuskit.profiles.sites import site_of
from corpuskit.reader import RawDocument
from corpuskit.text.lines import MARKUP, Line, Piece, make_lines
from corpuskit.text.markup import marked_pieces, shown_blocks, shown_text
from corpuskit.text.mojibake import readable
from corpuskit.text.normalize import ALL_RULES, Normalization, Normalizer
from corpuskit.text.pieces import make_pieces
from corpuskit.weighing.weigher import Weigher

BLANK = Reason("blank", 1.0)
MARKUP_ALONE = Reason(MARKUP, 1.0)


class PipelineOptions(Struct, frozen=True):
    """Everything that decides what a document says, besides packs and rules of plugins.

    `language` forces a language pack by its tag; "" lets the text decide. `normalization` names
    the rules that are on; None stands for all. `tones` is how tone marks are placed. `profile` is
    the furniture of sites, `site` the site of all documents; "" lets each source name its own.
    """

    language: str = ""
    normalization: frozenset[str] | None = None
    tones: Literal["keep", "old", "new"] = "keep"
    selection: Selection = Selection()
    profile: Profile | None = None
    site: str = ""


DEFAULTS = PipelineOptions()


class Tools(NamedTuple):
    """What one language needs, compiled."""

    lexicon: Lexicon
    normalizer: Normalizer


class Pipeline:
    """The stages, compiled for any number of documents.

    Raises UsageError when the options force a language that no pack brings or name a
    normalisation rule that does not exist.
    """

    def __init__(
        self,
        packs: Sequence[LanguagePack],
        rules: Sequence[LabelRule] = (),
        options: PipelineOptions = DEFAULTS,
        weigher: Weigher | None = None,
        roles: RoleWeights | None = None,
    ) -> None:
        self.options = options
        self._weigher = weigher
        self._roles = RoleChain(roles) if roles else None
        self._rules = (*map(guarded, rules), *FUSED_RULES)
        self._packs = {pack.language: pack for pack in packs}
        self._languages = LanguageFinder(self._packs.values())
        self._tools: dict[str, Tools] = {}
        self._normalization = _normalization(options)
        self._known = _known_sites(options, packs)
        if options.language and options.language not in self._packs:
            known = ", ".join(sorted(self._packs)) or "none"
            raise UsageError(f"no language pack for '{options.language}'; there are: {known}")

    def document(self, raw: RawDocument) -> Document:
        """Label one decoded source."""
        language, tools, pieces = self._cut(raw)
        lines = make_lines(pieces)
        labelled, page = label_lines(lines, tools.lexicon, self._aids(raw))
        told = Told(raw.source, frozenset(self._packs))
        whole = Whole(page.letterheads, page.has_article)
        metadata = read_metadata(labelled, tools.lexicon, language, told, whole)
        return Document(
            id=document_id(raw.source.name),
            source=raw.source,
            blocks=_blocks(pieces, labelled, metadata),
            metadata=metadata,
            warnings=(*raw.warnings, *page.warnings),
            selection=self.options.selection,
        )

    def page(self, raw: RawDocument) -> Page:
        """Give the page of a source before its lines are judged together; weighed if it can be."""
        lines, lexicon = self._lines(raw)
        return weighed_page(lines, lexicon, self._aids(raw))

    def labelled(self, raw: RawDocument) -> Page:
        """Give the page of a source with the verdict on each line, by all but a profile."""
        lines, lexicon = self._lines(raw)
        return label_lines(lines, lexicon, self._aids(raw)._replace(known=None))[1]

    def _aids(self, raw: RawDocument) -> Aids:
        address = own_address(raw.source)
        titles = stated_titles(raw.source, address.value if address else "")
        known = self._known_lines(raw)
        descriptions = tuple(claim.value for claim in claims(raw.source, "description"))
        is_else = states_no_article(raw.source)
        return Aids(self._rules, known, self._weigher, self._roles, titles, descriptions, is_else)

    def _lines(self, raw: RawDocument) -> tuple[Sequence[Line], Lexicon]:
        _, tools, pieces = self._cut(raw)
        return make_lines(pieces), tools.lexicon

    def _cut(self, raw: RawDocument) -> tuple[Fact | None, Tools, list[Piece]]:
        """Give the language of a source, what that language needs, and pieces that tile it."""
        blocks = shown_blocks(raw)
        language = self._language(readable(raw.text if raw.blocks is None else shown_text(blocks)))
        tools = self._tools_for(language.value if language else ANY_LANGUAGE)
        lexicon, normalizer = tools
        if raw.blocks is None:
            address = own_address(raw.source)
            name = f"{raw.source.name} {address.value}" if address else raw.source.name
            return language, tools, make_pieces(raw.text, lexicon, normalizer, name)
        return language, tools, marked_pieces(raw.text, blocks, normalizer)

    def _known_lines(self, raw: RawDocument) -> SiteLines | None:
        return self._known.of(site_of(raw.source, self.options.site)) if self._known else None

    def _language(self, text: str) -> Fact | None:
        forced = self.options.language
        if forced:
            return Fact(forced, forced, -1, -1, "language.option", Certainty.HIGH)
        return self._languages.find(text)

    def _tools_for(self, language: str) -> Tools:
        """Compile the tools of a language when its first document comes."""
        if language not in self._tools:
            packs = [self._packs[tag] for tag in (ANY_LANGUAGE, language) if tag in self._packs]
            lexicon = Lexicon(list(dict.fromkeys(packs)) or [LanguagePack(ANY_LANGUAGE, "none")])
            normalizer = Normalizer(self._normalization, lexicon.orthography)
            self._tools[language] = Tools(lexicon, normalizer)
        return self._tools[language]


def _known_sites(options: PipelineOptions, packs: Sequence[LanguagePack]) -> KnownSites | None:
    return KnownSites(options.profile, LineKeys(packs)) if options.profile else None


def _normalization(options: PipelineOptions) -> Normalization:
    rules = ALL_RULES if options.normalization is None else options.normalization
    unknown = ", ".join(sorted(rules - ALL_RULES))
    if unknown:
        known = ", ".join(sorted(ALL_RULES))
        raise UsageError(f"no normalisation rule is called {unknown}; there are: {known}")
    return Normalization(rules=rules, tones=options.tones)


def _blocks(
    pieces: Sequence[Piece], labelled: Sequence[Labelled], metadata: Metadata
) -> tuple[Block, ...]:
    spans = collect_spans(metadata, (item.line for item in labelled), pieces)
    by_index = {item.line.block: item for item in labelled}
    places = [item.line.block for item in labelled]
    return tuple(
        _block(piece, by_index[index], places, spans.get(index, ()))
        if piece.text
        else _without_text(piece)
        for index, piece in enumerate(pieces)
    )


def _without_text(piece: Piece) -> Block:
    reason = MARKUP_ALONE if piece.detail == MARKUP else BLANK
    return Block(piece.start, piece.raw, "", Label.BLANK, reason, changes=piece.changes)


def _block(piece: Piece, item: Labelled, places: Sequence[int], spans: tuple[Span, ...]) -> Block:
    verdict, repeat = item.verdict, item.repeat
    return Block(
        start=piece.start,
        raw=piece.raw,
        text=piece.text,
        label=verdict.label,
        reason=verdict.reason,
        detail=verdict.detail,
        repeat_of=places[repeat.place] if repeat else -1,
        repeat_kind=repeat.kind if repeat else None,
        spans=spans,
        changes=piece.changes,
    )
