"""A TEI file of any size as a row of texts: each is built as a tree, read and forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from lxml import etree

from corpuskit import MEMBER, SourceRefused, SourceSkipped
from corpuskit_tei.names import TEI, XML_ID
from corpuskit_tei.reading_document import read_document
from corpuskit_tei.reading_values import ID, Damaged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpuskit import Limits, Piece, RawStream

_CHUNK = 1 << 16
_DEEPEST = 100
"""How many elements may be open at once: what corpuskit writes has no more than twelve."""
_MOST_ATTRIBUTES = 100
"""How many one element may have: to set them takes the square of their number."""
_NOT_OURS = "is no TEI of corpuskit"
_ADVICE = "convert the original sources instead"
_TOO_LARGE, _ALLOW = "too large", "allow more with --max-size"
_HEADER = f"{TEI}teiHeader"
_INCLUDE = "{http://www.w3.org/2001/XInclude}include"


class _Text(NamedTuple):
    """One text of the file: its tree and its size, or why there is none."""

    name: str
    tree: etree._Element | None = None
    size: int = 0
    cause: str = ""


class _Inclusion(NamedTuple):
    """A file that the corpus names."""

    address: str


class _Texts:
    """Builds the trees of texts from the events of a parser; anything else is forgotten at once.

    `found` holds what is whole and was not taken yet; `silent` is how many bytes were read since
    the parser last told anything, and is counted by whoever feeds it. Sizes count characters of
    names, attributes and text.
    """

    def __init__(self, limits: Limits) -> None:
        self.limit = limits.document
        self.found: list[_Text | _Inclusion] = []
        self.is_single = self.is_refused = False
        self.number = self.silent = 0
        self._depth = self._outside = self._size = 0
        self._name = ""
        self._builder: Any = None  # the stubs do not know what a TreeBuilder gives
        self._inside = self._is_ours = False

    def take(self) -> list[_Text | _Inclusion]:
        """Give what was found since the last time."""
        taken, self.found = self.found, []
        return taken

    def doctype(self, *_: object) -> NoReturn:
        """Refuse: no TEI needs a document type, and entities are declared in one."""
        raise Damaged("has a document type, which is never read")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Damaged(f"has more than {_DEEPEST} elements inside each other")
        if len(attributes) > _MOST_ATTRIBUTES:
            raise Damaged(f"has an element with {len(attributes)} attributes")
        if not self._inside:
            self._open(tag, attributes)
        self.silent = 0
        if self._is_foreign(tag):
            self._drop(_NOT_OURS)
        if self._builder is not None:
            self._size += len(tag) + sum(map(len, attributes)) + sum(map(len, attributes.values()))
            self._builder.start(tag, _with_plain_id(attributes))
            self._check_size()

    def end(self, tag: str) -> None:
        """Close an element."""
        self.silent = 0
        self._depth -= 1
        if self._builder is not None:
            element = self._builder.end(tag)
            if tag == _HEADER and self._depth == self._outside + 1:
                self._check_maker(element)
        if self._inside and self._depth == self._outside:
            self._close()

    def data(self, data: str) -> None:
        """Take a piece of text."""
        self.silent = 0
        if self._builder is not None:
            self._size += len(data)
            self._builder.data(data)
            self._check_size()

    def close(self) -> None:
        """End the file."""

    def _open(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._depth == 1 and tag not in (f"{TEI}TEI", f"{TEI}teiCorpus"):
            raise Damaged(_NOT_OURS)
        if tag == f"{TEI}TEI":
            self.is_single = self._depth == 1
            self._inside, self._is_ours = True, False
            self._outside, self._size = self._depth - 1, 0
            self.number += 1
            self._name = attributes.get(XML_ID) or str(self.number)
            self._builder = etree.TreeBuilder()
        elif tag == _INCLUDE:
            self.found.append(_Inclusion(attributes.get("href", "")))

    def _is_foreign(self, tag: str) -> bool:
        """Say whether the text begins, but no header of corpuskit was there."""
        is_part = self._inside and self._depth == self._outside + 2
        return is_part and not self._is_ours and tag != _HEADER

    def _close(self) -> None:
        if not self._is_ours:
            self._drop(_NOT_OURS)
        if self._builder is not None:
            self.found.append(_Text(self._name, self._builder.close(), self._size))
        self._inside, self._builder = False, None

    def _check_maker(self, header: etree._Element) -> None:
        maker = header.find(f"{TEI}encodingDesc/{TEI}appInfo/{TEI}application")
        self._is_ours = maker is not None and maker.get("ident") == "corpuskit"
        if not self._is_ours:
            self._drop(_NOT_OURS)

    def _check_size(self) -> None:
        if self._size > self.limit:
            self._drop(_TOO_LARGE)

    def _drop(self, cause: str) -> None:
        if self._builder is not None:
            self.found.append(_Text(self._name, cause=cause))
        self._builder, self.is_refused = None, True


def _with_plain_id(attributes: Mapping[str, str]) -> Mapping[str, str]:
    """Name the xml:id of an element `ID`: libxml2 never forgets the value of one that is set."""
    if XML_ID not in attributes:
        return attributes
    return {ID if name == XML_ID else name: value for name, value in attributes.items()}


def read_texts(file: RawStream) -> Iterator[Piece]:
    """Give what each text of the file is, in order; see `TeiReader.read_stream`."""
    texts, is_empty = _Texts(file.limits), True
    for found in _found(file, texts):
        is_empty = False
        if isinstance(found, _Inclusion):
            address = found.address.replace("..", "%2E%2E")  # a member lies below its container
            yield SourceSkipped(f"{file.name}{MEMBER}{address}", "is a file of its own")
        else:
            name = file.name if texts.is_single else f"{file.name}{MEMBER}{found.name}"
            yield _piece(found, name, file.limits)
    if is_empty:
        raise SourceRefused(file.name, "holds no text", _ADVICE)


def _found(file: RawStream, texts: _Texts) -> Iterator[_Text | _Inclusion]:
    # huge_tree: a text may be longer than 10 MB. No entity is ever declared, see `doctype`; with
    # resolve_entities=False libxml2 would hand over "&" in attributes as "&#38;"
    parser = etree.XMLParser(
        target=texts,  # type: ignore[arg-type]  # comments are not asked for, and str is what comes
        encoding="utf-8",
        load_dtd=False,
        no_network=True,
        huge_tree=True,
    )
    while True:
        data = file.stream.read(_CHUNK)
        texts.silent += len(data)
        if texts.silent > file.limits.document + _CHUNK:
            raise SourceRefused(file.name, _TOO_LARGE, _ALLOW)
        failure = _feed(parser, data, file.name)
        taken = texts.take()
        yield from taken
        if failure is True or (texts.is_single and texts.is_refused):
            return
        if failure:
            raise failure


def _feed(parser: etree.XMLParser, data: bytes, name: str) -> SourceRefused | bool:
    """Parse a piece of the file; give why nothing more can be read, True at the end of the file."""
    try:
        if data:
            parser.feed(data)
        else:
            parser.close()
    except Damaged as error:
        return SourceRefused(name, str(error), _ADVICE)
    except etree.XMLSyntaxError as error:
        return SourceRefused(name, f"is damaged: {error.msg}", _ADVICE)
    return not data


def _piece(text: _Text, name: str, limits: Limits) -> Piece:
    if text.tree is None:
        advice = _ALLOW if text.cause == _TOO_LARGE else _ADVICE
        return SourceRefused(name, text.cause, advice)
    try:
        return read_document(text.tree, text.size, limits)
    except Damaged as error:
        return SourceRefused(name, f"is damaged: {error}", _ADVICE)
