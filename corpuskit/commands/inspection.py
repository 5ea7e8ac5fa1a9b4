"""What `corpuskit inspect` prints: a document with the reason for everything that is said of it."""

from collections.abc import Iterator, Mapping, Sequence

from corpuskit.commands.show import Paint
from corpuskit.escape import safe
from corpuskit.model import Block, Date, Dateline, Document, Fact, Label, Metadata, Source, Stated
from corpuskit.wording import counted

FACTS = (
    "title",
    "language",
    "url",
    "publisher",
    "section",
    "source_name",
    "source_url",
    "licence",
    "description",
    "end_mark",
)
LONGEST_PROOF = 400
"""Characters of the source shown below a block; its own text stands above them."""


def document_lines(document: Document, paint: Paint, sentences: Mapping[str, str]) -> Iterator[str]:
    """Give the lines about one document: its source, its metadata with proofs, its blocks.

    `sentences` explain rules by their names; a rule without one is only named.
    """
    yield paint(safe(document.source.name), "bold")
    yield from _rows(_source_rows(document))
    yield from _rows(_metadata_rows(document.metadata, document.source.stated))
    for warning in document.warnings:
        yield paint(f"  warning: {safe(warning.message)} ({warning.code})", "yellow")
    for index, block in enumerate(document.blocks):
        if block.label is not Label.BLANK:
            yield ""
            yield _title_line(index, block, document, paint)
            yield f"     {safe(block.text)}"
            yield from (paint(f"     {line}", "faint") for line in _block_rows(block, sentences))


def _title_line(index: int, block: Block, document: Document, paint: Paint) -> str:
    kept = document.selection.keeps(block)
    detail = f" ({safe(block.detail)})" if block.detail else ""
    label = paint(f"{block.label}{detail}", "green" if kept else "red")
    left_out = "" if kept else ", left out"
    return f"{index:4} {label} {block.reason.confidence:.2f}, {block.start}–{block.end}{left_out}"


def _block_rows(block: Block, sentences: Mapping[str, str]) -> Iterator[str]:
    sentence = sentences.get(block.reason.rule)
    yield f"rule {safe(block.reason.rule)}" + (f": {safe(sentence)}" if sentence else "")
    if block.reason.evidence:
        yield f"evidence {_quoted(block.reason.evidence)}"
    if block.repeat_of >= 0:
        yield f"repeats block {block.repeat_of} ({block.repeat_kind})"
    for span in block.spans:
        value = f" = {safe(span.value)}" if span.value else ""
        yield f"{span.kind} {span.start}–{span.end} {_quoted(span.text)}{value}"
    if block.changes:
        changes = ", ".join(f"{safe(change.rule)} ×{change.count}" for change in block.changes)
        yield f"normalised by {changes}; the source has {_proof_of(block.raw)}"


def _source_rows(document: Document) -> Iterator[tuple[str, str]]:
    source = document.source
    yield "document", document.id
    yield "source", f"{counted(source.size, 'byte')}, {_encoding(source)}, reader {source.reader}"
    yield "sha256", source.sha256


def _encoding(source: Source) -> str:
    mark = " with byte order mark" if source.bom else ""
    invalid = f", {source.replaced} invalid" if source.replaced else ""
    return f"{source.encoding}{mark}{invalid}"


def _metadata_rows(metadata: Metadata, stated: Sequence[Stated]) -> Iterator[tuple[str, str]]:
    for name in FACTS:
        fact = getattr(metadata, name)
        if fact is not None:
            yield name, _fact(fact)
    for keyword in metadata.keywords:
        yield "keyword", _fact(keyword)
    if metadata.date:
        yield "date", _date(metadata.date, stated)
    if metadata.dateline:
        yield from _dateline_rows(metadata.dateline, stated)
    for byline in metadata.bylines:
        roles = f" ({', '.join(map(safe, byline.roles))})" if byline.roles else ""
        proof = _proof(byline.start, byline.end, byline.rule)
        yield "byline", f"{safe(byline.name)}{roles} {proof}, {byline.certainty}"
    for date in metadata.dates:
        yield "states", _date(date, stated)


def _dateline_rows(line: Dateline, stated: Sequence[Stated]) -> Iterator[tuple[str, str]]:
    yield "dateline", f"{_quoted(line.text)} {_proof(line.start, line.end, line.rule)}"
    for name in ("agency", "part_of_day", "place"):
        fact = getattr(line, name)
        if fact is not None:
            yield name, _fact(fact)
    if line.date:
        yield "its date", _date(line.date, stated)


def _fact(fact: Fact) -> str:
    printed = f" as {_quoted(fact.text)}" if fact.text not in ("", fact.value) else ""
    return (
        f"{safe(fact.value)}{printed} {_proof(fact.start, fact.end, fact.rule)}, {fact.certainty}"
    )


def _date(date: Date, stated: Sequence[Stated]) -> str:
    """Say a date with its place in the source, and with the statement that it was taken from."""
    place = f"[{date.start}–{date.end}] " if date.start >= 0 else ""
    said = ((each.start, each.value, each.name) for each in stated)
    name = next((name for *proof, name in said if proof == [date.start, date.text]), "")
    by = f"by stated.{safe(name)}, " if name else ""
    return (
        f"{safe(date.value)} as {_quoted(date.text)} {place}{by}"
        f"{date.role}, year: {date.method}, {date.certainty}"
    )


def _proof(start: int, end: int, rule: str) -> str:
    place = f"[{start}–{end}] " if start >= 0 else ""
    return f"{place}by {safe(rule)}"


def _quoted(text: str) -> str:
    return f"“{safe(text)}”"


def _proof_of(raw: str) -> str:
    more = len(raw) - LONGEST_PROOF
    return f"{_quoted(raw[:LONGEST_PROOF])} and {more:,} more" if more > 0 else _quoted(raw)


def _rows(rows: Iterator[tuple[str, str]]) -> Iterator[str]:
    return (f"  {name:12} {value}" for name, value in rows)
