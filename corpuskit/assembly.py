"""A job put together: the options of the user, and the plugins that it needs."""

from msgspec import Struct

from corpuskit.loading.plugins import Tools
from corpuskit.model import Selection
from corpuskit.pipeline import Pipeline, PipelineOptions
from corpuskit.runs.job import MAX_BYTES, Job


class ReadingOptions(Struct, frozen=True):
    """How sources are read and labelled.

    `encoding` is that of sources without a byte order mark, "" for UTF-8; `reader` names the
    reader for all files, "" lets their suffixes decide. Sources above `max_bytes` are refused.
    """

    pipeline: PipelineOptions = PipelineOptions()
    encoding: str = ""
    reader: str = ""
    max_bytes: int = MAX_BYTES


class ConversionOptions(ReadingOptions, frozen=True):
    """How sources are read and labelled, and how a run treats its output.

    A `dry_run` writes nothing; `force` writes into a folder that was made with other options.
    """

    dry_run: bool = False
    force: bool = False


def make_job(tools: Tools, options: ReadingOptions) -> Job:
    """Make a job without inputs, output and exporters."""
    return Job(
        inputs=(),
        output="",
        exporters=(),
        readers=tools.readers,
        pipeline=Pipeline(tools.packs, tools.rules, options.pipeline),
        encoding=options.encoding,
        reader=options.reader,
        settings=_settings(options.pipeline, tools),
        dry_run=not isinstance(options, ConversionOptions) or options.dry_run,
        force=isinstance(options, ConversionOptions) and options.force,
        max_bytes=options.max_bytes,
    )


def _settings(options: PipelineOptions, tools: Tools) -> dict[str, str]:
    rules = options.normalization
    return {
        "language": options.language,
        "normalization": "all" if rules is None else ", ".join(sorted(rules)) or "none",
        "tones": options.tones,
        "selection": _selection(options.selection),
        "plugins": ", ".join(tools.origins),
    }


def _selection(selection: Selection) -> str:
    left_out = [*sorted(selection.labels), *(["repeats"] if selection.repeats else [])]
    surely = f" if surer than {selection.min_confidence:g}" if selection.min_confidence else ""
    return f"without {', '.join(left_out) or 'nothing'}{surely}"
