"""Trying out a reader of whole files."""

import hashlib
from collections.abc import Iterable

from corpuskit.reader import RawDocument, RawFile, Reader
from corpuskit.testing import probes
from corpuskit.text.decode import restore_bytes


def check_files(reader: Reader, files: Iterable[RawFile]) -> None:
    """Run every promise that a reader of whole files makes; raises PluginFailed."""
    for file in files:
        results = probes.read(reader, file)
        probes.same(f"reading {file.name} again", results, probes.read(reader, file))
        for result in results:
            if not isinstance(result, probes.Refusal):
                check_raw(reader.name, file.name, probes.of_type(RawDocument, "a reader", result))
        check_twins(raw.source.name for raw in results if isinstance(raw, RawDocument))


def check_twins(names: Iterable[str]) -> None:
    """See that no two pieces of one source have the same name."""
    taken: set[str] = set()
    for name in names:
        if name in taken:
            probes.broken(f"two pieces have the name '{name}'")
        taken.add(name)


def check_raw(reader: str, file: str, raw: RawDocument) -> None:
    """See that a document names its reader, that it is text, and that no byte of it is lost."""
    source, text = raw.source, probes.of_type(str, f"the text of {file}", raw.text)
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        probes.broken(f"the text of {file} holds a surrogate")
    if source.reader != reader:
        probes.broken(f"the source of {file} names '{source.reader}' as its reader")
    data = probes.called("restoring the bytes", lambda: restore_bytes(source, text))
    if (len(data), hashlib.sha256(data).hexdigest()) != (source.size, source.sha256):
        probes.broken(f"the bytes of {source.name} cannot be restored from its text")
