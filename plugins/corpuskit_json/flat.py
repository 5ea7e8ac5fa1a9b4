"""The flat row of the exporter "jsonl"."""

from corpuskit import VERSION, Document, flat_fields


def flat_record(document: Document) -> dict[str, object]:
    """Give the row of a document: strings only, the same keys in the same order for each."""
    metadata = flat_fields(document)._asdict()
    identity, text = metadata.pop("id"), metadata.pop("text")
    metadata["corpuskit"] = VERSION
    return {
        "id": identity,
        "text": text,
        "source": metadata["path"],
        "added": "",
        "created": metadata["date"],
        "metadata": metadata,
    }
