"""A job put together: the options of the user, and the plugins that it needs."""

import hashlib
from collections.abc import Iterator

from msgspec import Struct, structs

from corpuskit.duplicates.known import Duplicates
from corpuskit.engines.child import refuse_children
from corpuskit.errors import UsageError
from corpuskit.facts.datable import Datable
from corpuskit.loading.plugins import Tools
from corpuskit.model import Selection
from corpuskit.pipeline import Pipeline, PipelineOptions
from corpuskit.profiles.keys import LineKeys
from corpuskit.profiles.profile import Profile
from corpuskit.profiles.writing import profile_toml
from corpuskit.reader import FieldNames, Limits
from corpuskit.runs.job import HERE, Job, Running
from corpuskit.runs.learning import Lesson
from corpuskit.runs.leaving import LEAVE_OUT, WAYS, Copies
from corpuskit.runs.packing import LOOSE, Packing
from corpuskit.text.detection import make_detector
from corpuskit.text.general import detection_version
from corpuskit.weights import load_role_weights, load_weigher

PROFILE_FILE = "profile.toml"
"""What the profile is called beside the files of a run."""


class ReadingOptions(Struct, frozen=True):
    """How sources are read and labelled.

    `encoding` is that of sources without a byte order mark, "" for UTF-8; `reader` names the
    reader for all files, "" lets their suffixes decide. Sources beyond `limits` are
    refused; `fields` names the fields of tables that hold text, id and address, `metadata` a
    CSV table with more about the sources.
    """

    pipeline: PipelineOptions = PipelineOptions()
    encoding: str = ""
    reader: str = ""
    limits: Limits = Limits()
    fields: FieldNames = FieldNames()
    metadata: str = ""


class ConversionOptions(ReadingOptions, frozen=True):
    """How sources are read and labelled, and how a run treats its output.

    A `dry_run` writes nothing; `force` writes into a folder that was made with other options.
    `compress` is "gz" or "zst" for packed files; formats with one file for the corpus are cut into
    shards of at most `shard_size` bytes, unpacked, 0 for one file of any size. Documents that the
    report `duplicates` calls copies are left out, or marked with a warning when `copies` is "mark".
    An output at a URL is made in `work_folder`, "" for one below the user's folder for caches.
    `running` says how many processes do the work, and when the run stops; a script that asks for
    workers does so below `if __name__ == "__main__":`, since each of them imports it.
    """

    dry_run: bool = False
    force: bool = False
    compress: str = ""
    shard_size: int = 0
    running: Running = HERE
    duplicates: Duplicates | None = None
    copies: str = LEAVE_OUT
    work_folder: str = ""


def converting(options: ReadingOptions, *, dry_run: bool, force: bool) -> ConversionOptions:
    """Give the options of a conversion that reads and labels as these say."""
    return ConversionOptions(**structs.asdict(options), dry_run=dry_run, force=force)


def build_pipeline(tools: Tools, options: PipelineOptions) -> Pipeline:
    """Compile the stages from what plugins bring and the weights that ship with the core."""
    return Pipeline(tools.packs, tools.rules, options, load_weigher(), load_role_weights())


def make_job(tools: Tools, options: ReadingOptions) -> Job:
    """Make a job without inputs, output and exporters."""
    copies = _copies(options)
    return Job(
        inputs=(),
        output="",
        exporters=(),
        readers=tools.readers,
        pipeline=build_pipeline(tools, options.pipeline),
        encoding=options.encoding,
        reader=options.reader,
        settings={**_settings(options.pipeline, tools), **(copies.settings if copies else {})},
        dry_run=not isinstance(options, ConversionOptions) or options.dry_run,
        force=isinstance(options, ConversionOptions) and options.force,
        limits=options.limits,
        fields=options.fields,
        detect=make_detector(tools.packs),
        metadata=options.metadata,
        is_date=Datable(tools.packs),
        files=_files(options.pipeline.profile),
        modules=tools.modules,
        running=_running(options),
        packing=_packing(options),
        copies=copies,
        work_folder=options.work_folder if isinstance(options, ConversionOptions) else "",
    )


def make_lesson(tools: Tools, site: str = "") -> Lesson:
    """Say how pages are compared when a profile is learned of them."""
    names = frozenset(pack.language for pack in tools.packs if pack.capitals_mean_names)
    return Lesson(LineKeys(tools.packs), site, names)


def _packing(options: ReadingOptions) -> Packing:
    if not isinstance(options, ConversionOptions):
        return LOOSE
    return Packing(options.compress, options.shard_size)


def _copies(options: ReadingOptions) -> Copies | None:
    if not isinstance(options, ConversionOptions) or options.duplicates is None:
        return None
    if options.copies not in WAYS:
        raise UsageError(f"copies cannot be '{options.copies}'; choose from {', '.join(WAYS)}")
    return Copies(options.duplicates, options.copies)


def _running(options: ReadingOptions) -> Running:
    running = options.running if isinstance(options, ConversionOptions) else HERE
    if running.workers:
        refuse_children()
    return running


def _files(profile: Profile | None) -> dict[str, bytes]:
    return {PROFILE_FILE: profile_toml(profile).encode()} if profile else {}


def _settings(options: PipelineOptions, tools: Tools) -> dict[str, str]:
    rules = options.normalization
    return {
        "language": options.language,
        "normalization": "all" if rules is None else ", ".join(sorted(rules)) or "none",
        "tones": options.tones,
        "selection": _selection(options.selection),
        "plugins": ", ".join(tools.origins),
        "detection": detection_version(),
        **dict(_profile_settings(options)),
    }


def _profile_settings(options: PipelineOptions) -> Iterator[tuple[str, str]]:
    for data in _files(options.profile).values():
        yield "profile", hashlib.sha256(data).hexdigest()
    if options.site:
        yield "site", options.site


def _selection(selection: Selection) -> str:
    left_out = [*sorted(selection.labels), *(["repeats"] if selection.repeats else [])]
    surely = f" if surer than {selection.min_confidence:g}" if selection.min_confidence else ""
    return f"without {', '.join(left_out) or 'nothing'}{surely}"
