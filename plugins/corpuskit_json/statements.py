"""What a document says of itself, each statement with its proof, as plain values."""

from typing import Any

from corpuskit import Byline, Date, Dateline, Fact, Metadata

Record = dict[str, Any]


def metadata_record(metadata: Metadata) -> Record:
    """Give the statements that there are; what the source does not say has no key."""
    bylines, dates = metadata.bylines, metadata.dates
    return _known(
        {
            "title": _fact(metadata.title),
            "language": _fact(metadata.language),
            "date": _date(metadata.date),
            "dateline": _dateline(metadata.dateline),
            "bylines": [_byline(byline) for byline in bylines] or None,
            "source_name": _fact(metadata.source_name),
            "source_url": _fact(metadata.source_url),
            "end_mark": _fact(metadata.end_mark),
            "dates": [_date(date) for date in dates] or None,
            "url": _fact(metadata.url),
            "publisher": _fact(metadata.publisher),
            "licence": _fact(metadata.licence),
            "description": _fact(metadata.description),
            "section": _fact(metadata.section),
            "keywords": [_fact(keyword) for keyword in metadata.keywords] or None,
        }
    )


def _known(record: Record) -> Record:
    return {key: value for key, value in record.items() if value is not None}


def _fact(fact: Fact | None) -> Record | None:
    if fact is None:
        return None
    return {
        "value": fact.value,
        "text": fact.text,
        "start": fact.start,
        "end": fact.end,
        "rule": fact.rule,
        "certainty": fact.certainty,
    }


def _date(date: Date | None) -> Record | None:
    if date is None:
        return None
    return {
        "value": date.value,
        "precision": date.precision,
        "certainty": date.certainty,
        "method": date.method,
        "role": date.role,
        "text": date.text,
        "start": date.start,
        "end": date.end,
    }


def _byline(byline: Byline) -> Record:
    return {
        "name": byline.name,
        "roles": byline.roles,
        "start": byline.start,
        "end": byline.end,
        "rule": byline.rule,
        "certainty": byline.certainty,
    }


def _dateline(dateline: Dateline | None) -> Record | None:
    if dateline is None:
        return None
    return _known(
        {
            "text": dateline.text,
            "start": dateline.start,
            "end": dateline.end,
            "rule": dateline.rule,
            "certainty": dateline.certainty,
            "agency": _fact(dateline.agency),
            "part_of_day": _fact(dateline.part_of_day),
            "place": _fact(dateline.place),
            "date": _date(dateline.date),
        }
    )
