"""The encoding description: what was changed, what was left out, and what the pointers mean."""

from collections import Counter
from collections.abc import Mapping, Sequence

from lxml import etree

from corpuskit import VERSION, Block, Label, RepeatKind
from corpuskit_tei.characters import REPLACED
from corpuskit_tei.names import XML_ID, add
from corpuskit_tei.pieces import Page, Piece, kind_id, repeat_id, rule_id

_LABELS: dict[Label, str] = {
    Label.TITLE: "title of the article",
    Label.LEAD: "lead, the paragraph that sums up the article",
    Label.PARAGRAPH: "paragraph of running text",
    Label.HEADING: "heading inside the article",
    Label.CAPTION: "caption of a picture",
    Label.ALT_TEXT: "alternative text of a picture, not printed on the page",
    Label.BYLINE: "who wrote or photographed",
    Label.SOURCE_LINE: "where the article was taken from",
    Label.DATE_LINE: "date set by the site",
    Label.CHROME: "page furniture: navigation, links to print and share, search boxes and the like",
}
_REPEATS: dict[RepeatKind, str] = {
    RepeatKind.EXACT: "says the same as another block",
    RepeatKind.FOLDED: "says the same but for case, punctuation or the place of tone marks",
    RepeatKind.SLUG: "says the same without marks and punctuation",
    RepeatKind.REFRAIN: "says the same alone among new text, so perhaps on purpose",
}
_SEGMENTATION = (
    "One element for each block of the source, never wrapped; white space between the elements "
    "of the body is no part of the text. Sentences and words are not marked."
)
_VALUES = (
    "Dates are ISO 8601, a day without a known year is written --MM-DD. Places in the source are "
    "character positions after RFC 5147 in the decoded file. The attribute cert says how sure a "
    "rule is: high from 85 in 100, medium from 60."
)


def add_encoding(header: etree._Element, page: Page, illegal: int) -> None:
    """Add what was done to the text, and the categories its blocks point to."""
    encoding = add(header, "encodingDesc")
    project = add(encoding, "projectDesc")
    add(project, "p", "A crawled page turned into a structured document without loss of its text.")
    editorial = add(encoding, "editorialDecl")
    _add_correction(editorial, page, illegal)
    _add_normalization(editorial, page)
    _add_interpretation(editorial, page)
    add(add(editorial, "segmentation"), "p", _SEGMENTATION)
    add(add(editorial, "stdVals"), "p", _VALUES)
    if page.pieces:
        _add_categories(add(encoding, "classDecl"), page)
    application = {"ident": "corpuskit", "version": VERSION, XML_ID: page.id("app")}
    add(add(add(encoding, "appInfo"), "application", "", application), "label", "corpuskit")


SPELLING = frozenset({"look_alikes", "mark_order", "tones"})
SPELT = "Letters and marks were put right as listed under normalization; no word was corrected."


def _add_correction(parent: etree._Element, page: Page, illegal: int) -> None:
    correction = add(parent, "correction", "", {"status": "low", "method": "silent"})
    changed = any(c.rule in SPELLING for block in page.document.blocks for c in block.changes)
    add(correction, "p", SPELT if changed else "No spelling was corrected.")
    if illegal:
        words = f"U+FFFD stands for {illegal} characters that XML does not allow"
        counts = _changed(page).get(REPLACED, [])
        _add_counts(add(correction, "p", words, {"n": REPLACED}), page, counts)
    if page.document.source.replaced:
        _add_invalid(correction, page)


def _add_invalid(parent: etree._Element, page: Page) -> None:
    """Say which bytes are no text: where in the file, which ones, and where in its characters."""
    source, raw = page.document.source, page.document.raw
    words = f"U+FFFD stands for {source.replaced} places with bytes that are no text: "
    paragraph = add(parent, "p", words, {"n": "invalid-bytes"})
    done = folded = 0
    for stretch in source.invalid:
        folded, done = folded + raw.count("\r\n", done, stretch.start), stretch.start
        start = stretch.start - folded
        target = {"target": page.place(start, start + stretch.count)}
        add(paragraph, "ref", f"byte {stretch.byte_offset}: {stretch.hex}", target)


def _add_normalization(parent: etree._Element, page: Page) -> None:
    normalization = add(parent, "normalization", "", {"method": "silent"})
    changes: Counter[str] = Counter()
    for block in page.document.blocks:
        for change in block.changes:
            changes[change.rule] += change.count
    changed = _changed(page)
    for rule, count in sorted(changes.items()):
        if rule != REPLACED:
            paragraph = add(normalization, "p", f"{rule}: {count} changes", {"n": rule})
            _add_counts(paragraph, page, changed.get(rule, []))
    if not len(normalization):
        add(normalization, "p", "Nothing was changed.")


def _add_counts(paragraph: etree._Element, page: Page, counts: Sequence[tuple[Piece, int]]) -> None:
    """Say how often which block was changed; blank lines have no element to point at."""
    if counts:
        paragraph.text = f"{paragraph.text}, by block: "
    for piece, count in counts:
        add(paragraph, "ref", str(count), {"target": f"#{page.id(f'b{piece.number}')}"})


def _changed(page: Page) -> Mapping[str, list[tuple[Piece, int]]]:
    """Give the blocks that each rule changed, and how often."""
    changed: dict[str, list[tuple[Piece, int]]] = {}
    for piece in page.pieces:
        for change in piece.block.changes:
            changed.setdefault(change.rule, []).append((piece, change.count))
    return changed


def _add_interpretation(parent: etree._Element, page: Page) -> None:
    left_out = [piece.block for piece in page.pieces if not piece.kept]
    interpretation = add(parent, "interpretation")
    words = f"{len(left_out)} of {len(page.pieces)} blocks are no part of the text; "
    paragraph = add(interpretation, "p", words)
    add(paragraph, "ref", "the revision description", {"target": f"#{page.id('label')}"})
    paragraph[-1].tail = " holds each of them, and an empty gap stands in its place."
    for kind, count in sorted(Counter(map(kind_id, left_out)).items()):
        said = add(interpretation, "p", f"left out {count} times: ", {"n": kind})
        add(said, "ref", kind, {"target": f"#{page.id(kind)}"})


def _add_categories(parent: etree._Element, page: Page) -> None:
    blocks = [piece.block for piece in page.pieces]
    kinds = {kind_id(block): _kind_words(block) for block in blocks}
    rules = {rule_id(block): block.reason.rule for block in blocks}
    repeats = {
        repeat_id(kind): _REPEATS[kind] for kind in map(page.repeat_kind, page.pieces) if kind
    }
    named = (("kinds", kinds), ("rules", rules), ("repeats", repeats))
    for name, categories in (pair for pair in named if pair[1]):
        taxonomy = add(parent, "taxonomy", "", {XML_ID: page.id(name)})
        for part, words in sorted(categories.items()):
            category = add(taxonomy, "category", "", {XML_ID: page.id(part)})
            add(category, "catDesc", words)


def _kind_words(block: Block) -> str:
    return _LABELS[block.label] + (f" ({block.detail})" if block.detail else "")
