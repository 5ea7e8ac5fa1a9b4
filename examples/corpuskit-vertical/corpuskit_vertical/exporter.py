"""The exporter itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from corpuskit import (
    Block,
    Companion,
    CorpusInfo,
    Document,
    ExportRefused,
    RecordExporter,
    flat_fields,
)
from corpuskit_vertical.flavours import CLAIM, FLAVOURS, Flavour, attribute
from corpuskit_vertical.tokens import tokens

ATTRIBUTES = (
    "id", "title", "date", "date_raw", "date_cert", "authors", "publisher", "url", "lang", "path",
    "sha256",
)  # fmt: skip
"""The attributes of a document, each a field of `corpuskit.flat.FlatFields`."""


@dataclass(frozen=True, slots=True)
class VerticalExporter(RecordExporter):
    """One token per line, tags for documents and paragraphs."""

    name: ClassVar[str] = "vertical"
    suffix: ClassVar[str] = ".vert"
    summary: ClassVar[str] = "one token per line, for CQP and Sketch Engine"
    cannot_carry: ClassVar[tuple[str, ...]] = (
        "words: tokens are cut at white space and punctuation",
        "the text that is left out",
        "reasons, proofs and spans",
        "white space, and control characters, which become U+FFFD",
    )

    flavour: Literal["cwb", "sketch"] = field(
        default="cwb", metadata={"help": "the system that will read the file"}
    )

    def header(self, corpus: CorpusInfo) -> bytes:
        """Say what the tokens are, where a comment is not taken for one."""
        return FLAVOURS[self.flavour].header.encode()

    def encode(self, document: Document) -> bytes:
        """Give one document; raises ExportRefused for lone surrogates."""
        flavour = FLAVOURS[self.flavour]
        body = "".join(_paragraph(flavour, block) for block in document.kept)
        text = f"<{flavour.tag}{_attributes(flavour, document)}>\n{body}</{flavour.tag}>\n"
        try:
            return text.encode()
        except UnicodeEncodeError as error:
            cause, advice = "holds a lone surrogate", "see what is odd with: corpuskit inspect"
            raise ExportRefused(document.source.name, cause, advice) from error

    def notes(self, document: Document) -> Mapping[str, int]:
        """Count documents that a corpus query system will pass over."""
        has_tokens = any(True for block in document.kept for _ in tokens(block.text))
        return {} if has_tokens else {"documents without tokens": 1}

    def companions(self, corpus: CorpusInfo) -> Iterator[Companion]:
        """Give what the system wants to be told: a registry file, or a command."""
        file = corpus.file or "corpus.vert"
        if self.flavour == "sketch":
            yield Companion("registry.txt", (registry(file).encode(),))
        else:
            yield Companion("encode.sh", (encode_command(file).encode(),))


def registry(file: str) -> str:
    """Give the registry file of Manatee; PATH is where its indices will lie."""
    attributes = "".join(f"    ATTRIBUTE {name}\n" for name in ATTRIBUTES)
    return (
        f'NAME "corpus"\nINFO "{CLAIM}"\nPATH "manatee"\nVERTICAL "{file}"\nENCODING "UTF-8"\n'
        f"ATTRIBUTE word\nSTRUCTURE doc {{\n{attributes}}}\n"
        "STRUCTURE p {\n    ATTRIBUTE type\n}\n"
        'STRUCTURE g {\n    DISPLAYTAG 0\n    DISPLAYBEGIN "_EMPTY_"\n}\n'
    )


def encode_command(file: str) -> str:
    """Give the shell commands that encode the file for CQP."""
    return (
        "#!/bin/sh\nset -e\nmkdir -p data registry\n"
        f"cwb-encode -x -s -c utf8 -d \"$PWD/data\" -R registry/corpus -f '{file}' \\\n"
        f"    -S text:0+{'+'.join(ATTRIBUTES)} -S p:0+type\n"
        "cwb-makeall -r registry -V CORPUS\n"
    )


def _attributes(flavour: Flavour, document: Document) -> str:
    fields = flat_fields(document)._asdict()
    return "".join(attribute(flavour, name, fields[name]) for name in ATTRIBUTES)


def _paragraph(flavour: Flavour, block: Block) -> str:
    lines = [
        f"{flavour.glue if token.is_glued else ''}{flavour.token(token.text)}\n"
        for token in tokens(block.text)
    ]
    return f'<p type="{block.label.value}">\n{"".join(lines)}</p>\n' if lines else ""
