"""corpuskit: crawled pages to corpora; nothing lost, everything explained, nothing invented.

Names are loaded when they are first used, so that a plugin pays for `hookimpl` alone.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from corpuskit.hookspecs import hookimpl

if TYPE_CHECKING:
    from corpuskit.api import (
        convert,
        label_text,
        learn,
        make_pipeline,
        read_documents,
        read_profile,
        write_profile,
    )
    from corpuskit.assembly import ConversionOptions, ReadingOptions
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
    from corpuskit.labels.page import LabelRule, Page, Verdict
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
    )
    from corpuskit.pipeline import Pipeline, PipelineOptions
    from corpuskit.profiles.profile import Profile
    from corpuskit.reader import RawDocument, RawFile, Reader
    from corpuskit.runs.summary import Summary
    from corpuskit.text.decode import decode
    from corpuskit.text.lines import Line
    from corpuskit.version import VERSION

_HOMES = {
    "api": (
        "convert",
        "label_text",
        "learn",
        "make_pipeline",
        "read_documents",
        "read_profile",
        "write_profile",
    ),
    "assembly": ("ConversionOptions", "ReadingOptions"),
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
    ),
    "labels.page": ("LabelRule", "Page", "Verdict"),
    "pipeline": ("Pipeline", "PipelineOptions"),
    "profiles.profile": ("Profile",),
    "reader": ("RawDocument", "RawFile", "Reader"),
    "runs.summary": ("Summary",),
    "text.decode": ("decode",),
    "text.lines": ("Line",),
    "version": ("VERSION",),
}

__all__ = [
    "VERSION",
    "Block",
    "Byline",
    "Certainty",
    "Change",
    "Companion",
    "ConversionOptions",
    "CorpusInfo",
    "CorpuskitError",
    "Date",
    "Dateline",
    "Document",
    "DocumentWarning",
    "ExportRefused",
    "Exporter",
    "Fact",
    "FlatFields",
    "Invalid",
    "Label",
    "LabelRule",
    "LanguagePack",
    "Line",
    "Member",
    "Metadata",
    "OutputInUse",
    "Page",
    "Pipeline",
    "PipelineOptions",
    "PluginFailed",
    "Precision",
    "Profile",
    "RawDocument",
    "RawFile",
    "Reader",
    "ReadingOptions",
    "Reason",
    "RecordExporter",
    "RepeatKind",
    "RunFailed",
    "Selection",
    "Source",
    "SourceRefused",
    "Span",
    "SpanKind",
    "Summary",
    "UsageError",
    "Verdict",
    "convert",
    "decode",
    "flat_fields",
    "hookimpl",
    "label_text",
    "learn",
    "make_pipeline",
    "parse_pack",
    "read_documents",
    "read_profile",
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
