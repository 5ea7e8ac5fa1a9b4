"""corpuskit: crawled pages to corpora; nothing lost, everything explained, nothing invented.

Names are loaded when they are first used, so that a plugin pays for `hookimpl` alone.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from corpuskit.hookspecs import hookimpl

if TYPE_CHECKING:
    from corpuskit.api import (
        convert,
        dedupe,
        label_text,
        learn,
        make_pipeline,
        read_documents,
        read_duplicates,
        read_profile,
        write_profile,
    )
    from corpuskit.assembly import ConversionOptions, ReadingOptions
    from corpuskit.duplicates.comparison import Comparison
    from corpuskit.duplicates.known import Duplicate, Duplicates
    from corpuskit.engine import Ended, Engine, Failed, Workers
    from corpuskit.errors import (
        CorpuskitError,
        ExportRefused,
        OutputInUse,
        PluginFailed,
        RunFailed,
        SourceRefused,
        UsageError,
    )
    from corpuskit.exporter import Companion, CorpusInfo, Exporter, Member, RecordExporter
    from corpuskit.flat import FlatFields, flat_fields
    from corpuskit.labels.page import Page, Verdict
    from corpuskit.labels.rule import LabelRule
    from corpuskit.language import LanguagePack, parse_pack
    from corpuskit.model import (
        Block,
        Byline,
        Certainty,
        Change,
        Date,
        Dateline,
        Document,
        DocumentWarning,
        Fact,
        Invalid,
        Label,
        Metadata,
        Precision,
        Reason,
        RepeatKind,
        Selection,
        Source,
        Span,
        SpanKind,
        Stated,
    )
    from corpuskit.pipeline import Pipeline, PipelineOptions
    from corpuskit.profiles.profile import Profile
    from corpuskit.reader import (
        MEMBER,
        Element,
        FieldNames,
        Guess,
        Layout,
        Limits,
        Piece,
        RawBlock,
        RawDocument,
        RawFile,
        RawStream,
        Reader,
        Replacement,
        SourceSkipped,
        StreamReader,
    )
    from corpuskit.records.member import record_member
    from corpuskit.records.values import DEEPEST_RECORD, Printed
    from corpuskit.runs.job import Running
    from corpuskit.runs.summary import Summary
    from corpuskit.text.decode import decode, decode_file, restore_bytes
    from corpuskit.text.encodings import web_encoding
    from corpuskit.text.lines import Line
    from corpuskit.version import VERSION

_HOMES = {
    "api": (
        "convert",
        "dedupe",
        "label_text",
        "learn",
        "make_pipeline",
        "read_documents",
        "read_duplicates",
        "read_profile",
        "write_profile",
    ),
    "assembly": ("ConversionOptions", "ReadingOptions"),
    "duplicates.comparison": ("Comparison",),
    "duplicates.known": ("Duplicate", "Duplicates"),
    "engine": ("Ended", "Engine", "Failed", "Workers"),
    "errors": (
        "CorpuskitError",
        "ExportRefused",
        "OutputInUse",
        "PluginFailed",
        "RunFailed",
        "SourceRefused",
        "UsageError",
    ),
    "exporter": ("Companion", "CorpusInfo", "Exporter", "Member", "RecordExporter"),
    "flat": ("FlatFields", "flat_fields"),
    "language": ("LanguagePack", "parse_pack"),
    "model": (
        "Block",
        "Byline",
        "Certainty",
        "Change",
        "Date",
        "Dateline",
        "Document",
        "DocumentWarning",
        "Fact",
        "Invalid",
        "Label",
        "Metadata",
        "Precision",
        "Reason",
        "RepeatKind",
        "Selection",
        "Source",
        "Span",
        "SpanKind",
        "Stated",
    ),
    "labels.page": ("Page", "Verdict"),
    "labels.rule": ("LabelRule",),
    "pipeline": ("Pipeline", "PipelineOptions"),
    "profiles.profile": ("Profile",),
    "reader": (
        "MEMBER",
        "Element",
        "FieldNames",
        "Guess",
        "Layout",
        "Limits",
        "Piece",
        "RawBlock",
        "RawDocument",
        "RawFile",
        "RawStream",
        "Reader",
        "Replacement",
        "SourceSkipped",
        "StreamReader",
    ),
    "records.member": ("record_member",),
    "records.values": ("DEEPEST_RECORD", "Printed"),
    "runs.job": ("Running",),
    "runs.summary": ("Summary",),
    "text.decode": ("decode", "decode_file", "restore_bytes"),
    "text.encodings": ("web_encoding",),
    "text.lines": ("Line",),
    "version": ("VERSION",),
}

__all__ = [
    "DEEPEST_RECORD",
    "MEMBER",
    "VERSION",
    "Block",
    "Byline",
    "Certainty",
    "Change",
    "Companion",
    "Comparison",
    "ConversionOptions",
    "CorpusInfo",
    "CorpuskitError",
    "Date",
    "Dateline",
    "Document",
    "DocumentWarning",
    "Duplicate",
    "Duplicates",
    "Element",
    "Ended",
    "Engine",
    "ExportRefused",
    "Exporter",
    "Fact",
    "Failed",
    "FieldNames",
    "FlatFields",
    "Guess",
    "Invalid",
    "Label",
    "LabelRule",
    "LanguagePack",
    "Layout",
    "Limits",
    "Line",
    "Member",
    "Metadata",
    "OutputInUse",
    "Page",
    "Piece",
    "Pipeline",
    "PipelineOptions",
    "PluginFailed",
    "Precision",
    "Printed",
    "Profile",
    "RawBlock",
    "RawDocument",
    "RawFile",
    "RawStream",
    "Reader",
    "ReadingOptions",
    "Reason",
    "RecordExporter",
    "RepeatKind",
    "Replacement",
    "RunFailed",
    "Running",
    "Selection",
    "Source",
    "SourceRefused",
    "SourceSkipped",
    "Span",
    "SpanKind",
    "Stated",
    "StreamReader",
    "Summary",
    "UsageError",
    "Verdict",
    "Workers",
    "convert",
    "decode",
    "decode_file",
    "dedupe",
    "flat_fields",
    "hookimpl",
    "label_text",
    "learn",
    "make_pipeline",
    "parse_pack",
    "read_documents",
    "read_duplicates",
    "read_profile",
    "record_member",
    "restore_bytes",
    "web_encoding",
    "write_profile",
]


if not TYPE_CHECKING:  # so that a name that is not public is an error for type checkers

    def __getattr__(name: str) -> Any:
        for module, names in _HOMES.items():
            if name in names:
                return getattr(import_module(f"corpuskit.{module}"), name)
        raise AttributeError(f"module 'corpuskit' has no attribute '{name}'")

    def __dir__() -> list[str]:
        return __all__
