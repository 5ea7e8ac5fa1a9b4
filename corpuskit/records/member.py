"""A record becomes a file: one field is its text, every other one a statement.

Which field is which is told by the user or by the names that are usual. Pure, and shared by all
readers of records.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from corpuskit.errors import SourceRefused
from corpuskit.model import DocumentWarning, Stated
from corpuskit.reader import FieldNames, RawFile
from corpuskit.records.fields import (
    CONVENTIONS,
    ENVELOPES,
    HTML_FIELDS,
    ID_FIELDS,
    KIND_OF_FIELD,
    TEXT_FIELDS,
    URL_FIELDS,
)
from corpuskit.records.values import (
    LONGEST_NAME,
    LONGEST_VALUE,
    Leaf,
    as_text,
    is_text,
    is_word,
    leaves_of,
    type_of,
    whole_characters,
)

MOST_STATEMENTS = 500

_SHOWN_NAMES, _SHOWN_LENGTH = 12, 40
_BEGINNING_OF_HTML = ("<!doctype html", "<html")
_WITHOUT_JOINTS = str.maketrans("", "", "_- ")
_NO_FIELDS = FieldNames()


class _Roles(NamedTuple):
    """Which leaf is the text, and what the other fields are about where that is known."""

    text: Leaf
    kinds: dict[str, str]


class _Names(NamedTuple):
    """The leaves by their paths, and the paths by their plain names, those at the top first."""

    leaves: dict[str, Leaf]
    plain: dict[str, list[str]]

    def paths(self, words: Iterable[str]) -> Iterator[str]:
        """Give the paths that are called by one of `words`, in the order of the words."""
        return (path for word in words for path in self.plain.get(word, ()))


class _Collected(NamedTuple):
    """Statements, the fields that could not be carried whole, and how many halves were mended."""

    stated: list[Stated]
    cut: list[str]
    halves: int


def record_member(
    name: str,
    record: Mapping[str, object],
    fields: FieldNames = _NO_FIELDS,
    warnings: Iterable[DocumentWarning] = (),
) -> RawFile:
    """Give the member called `name` that a record is, ready to be read as text or HTML.

    Values are str, `Printed`, int, float, bool, None, bytes, lists and mappings, nested no deeper
    than `DEEPEST_RECORD`. What is null or empty states nothing. `warnings` come before those about
    the fields. Raises SourceRefused when no field holds a text.
    """
    leaves = tuple(leaves_of(record))
    roles = _roles(leaves, fields, name)
    text, halves = whole_characters(_text(roles.text, name))
    collected = _collect(leaves, roles)
    is_html = _plain(roles.text.path) in HTML_FIELDS or _begins_as_html(text)
    told = (*warnings, *_warn_of_halves(halves + collected.halves), *_warn_of_cuts(collected))
    return RawFile(
        name,
        text.encode(),
        encoding="utf-8",  # it is decoded already, whatever the stream is in
        media_type="text/html" if is_html else "text/plain",
        charset="utf-8",
        stated=tuple(collected.stated),
        warnings=told,
    )


def _roles(leaves: Iterable[Leaf], fields: FieldNames, name: str) -> _Roles:
    names = _names(leaves)
    path = fields.text or _usual_text(names)
    if not path or path not in names.leaves:
        wanted = f"it has no field {path!r}, " if path else ""
        raise SourceRefused(name, "no text field", f"{wanted}{_advice(tuple(names.leaves))}")
    return _Roles(names.leaves[path], _kinds(names, fields))


def _kinds(names: _Names, fields: FieldNames) -> dict[str, str]:
    """Say what each field is about: as the user says, as its collection has it, as is usual."""
    kinds = {
        path: kind
        for plain, paths in names.plain.items()
        if (kind := KIND_OF_FIELD.get(plain))
        for path in paths
    }
    for convention in CONVENTIONS:
        if convention.marks <= names.leaves.keys():
            kinds.update(convention.kinds)
    url = fields.url or _first_word(URL_FIELDS, names)
    identity = fields.id or _first_word(ID_FIELDS, names)
    for path, role in ((url, "url"), (identity, "id")):
        if path:
            kinds = {other: kind for other, kind in kinds.items() if kind != role}
            kinds[path] = role
    return kinds


def _names(leaves: Iterable[Leaf]) -> _Names:
    names = _Names({}, {})
    for leaf in leaves:
        names.leaves.setdefault(leaf.path, leaf)
    for path in sorted(names.leaves, key=lambda path: path.count(".")):
        names.plain.setdefault(_plain(path), []).append(path)
    return names


def _usual_text(names: _Names) -> str:
    """Prefer a field that holds a text to one that is empty, and that to one of another type."""
    found = [names.leaves[path] for path in names.paths((*TEXT_FIELDS, *HTML_FIELDS))]
    texts = [leaf for leaf in found if is_text(leaf.value)]
    best = [leaf for leaf in texts if leaf.value] or texts or found
    return best[0].path if best else ""


def _first_word(words: Iterable[str], names: _Names) -> str:
    values = ((path, names.leaves[path].value) for path in names.paths(words))
    return next((path for path, value in values if is_word(value) and value != ""), "")


def _advice(paths: Sequence[str]) -> str:
    if not paths:
        return "it has no fields"
    shown = ", ".join(path[:_SHOWN_LENGTH] for path in paths[:_SHOWN_NAMES])
    more = ", …" if len(paths) > _SHOWN_NAMES else ""
    return f"its fields are {shown}{more}: name the one that holds the text with --text-field"


def _text(leaf: Leaf, name: str) -> str:
    if isinstance(leaf.value, bytes):
        try:
            return leaf.value.decode()
        except UnicodeDecodeError as error:
            advice = f"byte {error.start} of the field {leaf.path!r} is not UTF-8: mend the record"
            raise SourceRefused(name, "not text", advice) from error
    if isinstance(leaf.value, str) and is_text(leaf.value):
        return leaf.value
    held = f"the field {leaf.path!r} holds {type_of(leaf.value)}"
    raise SourceRefused(name, "no text", f"{held}: name another with --text-field")


def _begins_as_html(text: str) -> bool:
    return text[:1024].lstrip("\ufeff \t\r\n").lower().startswith(_BEGINNING_OF_HTML)


def _plain(path: str) -> str:
    """Give the name of a field without its envelope ("metadata."), case, hyphens and the like."""
    path = path.lower()
    first, dot, rest = path.partition(".")
    return (rest if dot and first in ENVELOPES else path).translate(_WITHOUT_JOINTS)


def _collect(leaves: Iterable[Leaf], roles: _Roles) -> _Collected:
    stated: list[Stated] = []
    cut: list[str] = []
    halves = 0
    for leaf in leaves:
        if leaf is roles.text:
            continue
        name, broken = whole_characters(leaf.path[:LONGEST_NAME])
        said = [*_said(leaf, roles.kinds.get(leaf.path, ""))]
        room = MOST_STATEMENTS - len(stated)
        for kind, text in said[:room]:
            value, more = whole_characters(text[:LONGEST_VALUE])
            stated.append(Stated(kind, name, value))
            broken += more
        if _is_cut(leaf.path, said, room):
            cut.append(name)
        halves += broken
    return _Collected(stated, cut, halves)


def _is_cut(path: str, said: Sequence[tuple[str, str]], room: int) -> bool:
    if not said:
        return False
    too_long = max(len(text) for _, text in said) > LONGEST_VALUE
    return too_long or len(said) > room or len(path) > LONGEST_NAME


def _said(leaf: Leaf, kind: str) -> Iterator[tuple[str, str]]:
    """Give kind and text of each statement that a value makes: several names are several."""
    value = leaf.value
    if kind and isinstance(value, list) and all(map(is_word, value)):
        yield from ((kind, as_text(part)) for part in value if part != "")
    elif text := as_text(value):
        yield (kind if is_word(value) else ""), text


def _warn_of_halves(count: int) -> Iterator[DocumentWarning]:
    if count:
        noun = "half of a character" if count == 1 else "halves of characters"
        yield DocumentWarning("lone-surrogate", f"{count} {noun} became U+FFFD")


def _warn_of_cuts(collected: _Collected) -> Iterator[DocumentWarning]:
    if collected.cut:
        noun = "field is" if len(collected.cut) == 1 else "fields are"
        first = collected.cut[0][:_SHOWN_LENGTH]
        kept = f"{MOST_STATEMENTS} statements of {LONGEST_VALUE} characters are kept"
        message = f"{len(collected.cut)} {noun} cut or left out, the first {first!r}; {kept}"
        yield DocumentWarning("fields-cut", message)
