"""The test kit for authors of plugins: every promise of plugins/README.md, made runnable.

    from corpuskit.testing import check_exporter

    def test_my_exporter_keeps_its_promises() -> None:
        check_exporter(MyExporter())

Any test runner will do. A broken promise raises PluginFailed with a sentence that says which.
"""

import copy
from collections.abc import Iterable, Iterator, Sequence

from corpuskit.exporter import CorpusInfo, Exporter, Member, RecordExporter
from corpuskit.loading import border
from corpuskit.loading.options import options_of, with_options
from corpuskit.model import Document
from corpuskit.reader import RawFile, Reader, StreamReader
from corpuskit.testing import probes
from corpuskit.testing.files import check_files
from corpuskit.testing.samples import hostile_documents, sample_documents, sample_files
from corpuskit.testing.streams import check_streams
from corpuskit.version import VERSION

__all__ = [
    "check_exporter",
    "check_reader",
    "hostile_documents",
    "sample_documents",
    "sample_files",
]


def check_exporter(exporter: Exporter, documents: Iterable[Document] | None = None) -> None:
    """Run every promise that an exporter makes, with each value of each of its options.

    Without `documents` the ordinary and the hostile ones of this kit are used. Raises PluginFailed
    at the first promise that is broken.
    """
    border.check_exporter(exporter)
    chosen = (*sample_documents(), *hostile_documents()) if documents is None else tuple(documents)
    for variant in _variants(exporter):
        carried = [document for document in chosen if probes.is_carried(variant, document)]
        _check_export(variant, carried)
        if isinstance(variant, RecordExporter):
            _check_encode(variant, carried)
            _check_frame(variant)
            _check_companions(variant, carried)


def check_reader(reader: Reader | StreamReader, files: Iterable[RawFile] | None = None) -> None:
    """Run every promise that a reader makes, whether it reads whole files or streams.

    Without `files` those of this kit are used, named with each suffix of the reader; most readers
    refuse some of them, and should. A reader of archives is best given some of its own: they are
    damaged in several ways too. Raises PluginFailed at the first promise that is broken.
    """
    border.check_reader(reader)
    chosen = sample_files(reader.suffixes) if files is None else tuple(files)
    if isinstance(reader, StreamReader):
        check_streams(reader, chosen)
    else:
        check_files(reader, chosen)


def _check_export(exporter: Exporter, documents: Sequence[Document]) -> None:
    before = copy.deepcopy(documents)
    written = probes.export(exporter, documents)
    probes.same("exporting again", written, probes.export(exporter, documents))
    with probes.other_clock(type(exporter).__module__):
        probes.same("exporting at another time", written, probes.export(exporter, documents))
    if before != documents:
        probes.broken("export changed a document")
    probes.export(exporter, ())


def _check_encode(exporter: RecordExporter, documents: Sequence[Document]) -> None:
    records = [probes.encode(exporter, document) for document in documents]
    backwards = [probes.encode(exporter, document) for document in reversed(documents)]
    probes.same("encoding in another order", records, backwards[::-1])
    notes = [probes.notes(exporter, document) for document in documents]
    probes.same("counting again", notes, [probes.notes(exporter, each) for each in documents])


def _check_frame(exporter: RecordExporter) -> None:
    corpus = CorpusInfo(version=VERSION, documents=2)
    for name in ("header", "footer"):
        once, again = (_framed(exporter, name, corpus) for _ in range(2))
        probes.same(f"asking for the {name} again", once, again)


def _framed(exporter: RecordExporter, name: str, corpus: CorpusInfo) -> bytes:
    part = getattr(exporter, name)
    return probes.of_type(bytes, name, probes.called(name, lambda: part(corpus)))


def _check_companions(exporter: RecordExporter, documents: Sequence[Document]) -> None:
    file = "" if exporter.per_document else f"corpus{exporter.suffix}"
    members = [Member(each.id, file or f"{each.id}{exporter.suffix}") for each in documents]
    corpus = CorpusInfo(VERSION, file, len(members), members, (file,) if file else ())
    once = probes.companions(exporter, corpus)
    probes.same("asking for companions again", once, probes.companions(exporter, corpus))
    for name, _ in once:
        if {"/", "\\"} & {*name} or name in ("", ".", "..", file):
            probes.broken(f"a companion cannot have the name '{name}'")


def _variants(exporter: Exporter) -> Iterator[Exporter]:
    yield exporter
    for option in options_of(exporter):
        values = (True, False) if option.kind is bool else option.choices
        for value in values:
            if value != option.default:
                yield with_options(exporter, {option.field: value})
