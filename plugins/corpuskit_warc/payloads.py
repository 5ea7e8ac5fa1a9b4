"""From a record to the file that it holds, or why nobody reads what it holds."""

import re
from collections.abc import Callable
from typing import NamedTuple

from corpuskit import DocumentWarning, Limits, RawFile, SourceRefused, SourceSkipped, Stated
from corpuskit_warc.http import OK, parse_response, undo_codings
from corpuskit_warc.media import PLAIN, READ, named_type, sniff
from corpuskit_warc.records import Record
from corpuskit_warc.statements import digest_of, of_record, of_response, warnings_of
from corpuskit_warc.tape import TOO_LARGE

HTTP = "application/http"

_WORD = re.compile(r"[a-z0-9][a-z0-9.+_-]{0,39}(?:/[a-z0-9][a-z0-9.+_-]{0,79})?")


class Task(NamedTuple):
    """One record to be turned into a file of that name."""

    name: str
    record: Record
    limits: Limits


class _Told(NamedTuple):
    """What a record says of its file, and what its user is to be warned of."""

    stated: tuple[Stated, ...]
    warnings: tuple[DocumentWarning, ...]


def payload(task: Task) -> RawFile | SourceSkipped:
    """Give the file that a record holds, or say why it is passed over.

    Raises SourceRefused when the file cannot be taken out whole.
    """
    kind = task.record.header.get("warc-type").lower()
    taker = TAKERS.get(kind)
    return taker(task) if taker else _skipped(task, f"record type {_word(kind)}")


def take_response(task: Task) -> RawFile | SourceSkipped:
    """Take the body out of an HTTP response that went well."""
    header, block = task.record.header, task.record.block
    if not block.startswith((b"HTTP/", b"ICY ")):
        return _not_http(task)
    response = parse_response(task.name, block)
    if response.status != OK:
        return _skipped(task, f"status {response.status}" if response.status else "no HTTP status")
    media, charset = named_type(
        response.header.get("content-type"), header.get("warc-identified-payload-type")
    )
    if media and media not in READ:
        return _of_other_type(task, media)
    _refuse_part(task)
    forms = tuple(undo_codings(task.name, response, task.limits))
    last = forms[-1]
    told = _Told(
        (*of_record(header), *digest_of(header), *of_response(response.header)),
        (*warnings_of(header, (form.data for form in forms), block), *last.warnings),
    )
    return _file(task, last.data, (media, charset), told)


def take_resource(task: Task) -> RawFile | SourceSkipped:
    """Take a record that is nothing but a file."""
    header, block = task.record.header, task.record.block
    media, charset = named_type(
        header.get("content-type"), header.get("warc-identified-payload-type")
    )
    if (media or sniff(block)) not in READ:
        return _of_other_type(task, media)
    _refuse_part(task)
    told = _Told(
        (*of_record(header), *digest_of(header)),
        tuple(warnings_of(header, iter((block,)), block)),
    )
    return _file(task, block, (media, charset), told)


def take_conversion(task: Task) -> RawFile | SourceSkipped:
    """Take the text of a WET record, which is UTF-8 by the rules of that format."""
    file = take_resource(task)
    if isinstance(file, RawFile) and file.media_type == PLAIN and not file.charset:
        return file._replace(charset="utf-8")
    return file


TAKERS: dict[str, Callable[[Task], RawFile | SourceSkipped]] = {
    "response": take_response,
    "resource": take_resource,
    "conversion": take_conversion,
}
"""The types of records that hold files; all others are passed over."""


def _not_http(task: Task) -> SourceSkipped:
    """Pass over a DNS answer and its like; raise SourceRefused for what says that it is HTTP."""
    word, _ = named_type(task.record.header.get("content-type"))
    if word == HTTP:
        raise SourceRefused(task.name, "damaged", "it is not the HTTP response that it says it is")
    return _of_other_type(task, word)


def _refuse_part(task: Task) -> None:
    """Raise SourceRefused when only a part of the file is here."""
    record = task.record
    if record.size > task.limits.member:
        advice = f"its {record.size} bytes are over the {task.limits.member} of --max-member"
        raise SourceRefused(task.name, TOO_LARGE, advice)
    if record.header.get("warc-segment-number"):
        advice = "join its segments with the tool that wrote them"
        raise SourceRefused(task.name, "in segments", advice)


def _file(task: Task, data: bytes, media: tuple[str, str], told: _Told) -> RawFile | SourceSkipped:
    kind = media[0] or sniff(data)
    if kind not in READ:
        return _of_other_type(task, kind)
    return RawFile(
        task.name,
        data,
        media_type=kind,
        charset=media[1],
        stated=told.stated,
        warnings=told.warnings,
    )


def _of_other_type(task: Task, media: str) -> SourceSkipped:
    return _skipped(task, f"media type {_word(media)}" if media else "no text")


def _skipped(task: Task, cause: str) -> SourceSkipped:
    return SourceSkipped(task.name, cause)


def _word(value: str) -> str:
    """Give a word of a header as it is when it looks like one: causes are counted and shown."""
    return value if _WORD.fullmatch(value) else "not known"
