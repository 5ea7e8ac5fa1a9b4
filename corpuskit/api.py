"""Corpuskit from Python: label a string, walk the documents of a folder, convert it.

    from corpuskit import convert, read_documents

    for document in read_documents("pages"):
        print(document.text)
    summary = convert(["pages"], "corpus", formats=["tei", "csv"])

Options travel in one frozen object, and nothing is kept between two calls. A plugin that cannot be
loaded is a RuntimeWarning.
"""

import os
import warnings
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from corpuskit import given
from corpuskit.assembly import (
    ConversionOptions,
    ReadingOptions,
    build_pipeline,
    make_job,
    make_lesson,
)
from corpuskit.duplicates.comparison import Comparison
from corpuskit.duplicates.known import Duplicates
from corpuskit.errors import SourceRefused, UsageError
from corpuskit.exporter import Exporter
from corpuskit.files import profiles, reports, whole
from corpuskit.loading.plugins import Plugins, Tools, find_plugins
from corpuskit.model import Document
from corpuskit.pipeline import Pipeline, PipelineOptions
from corpuskit.profiles.profile import Profile
from corpuskit.profiles.writing import profile_toml
from corpuskit.runs import deduplication, learning, publication, run
from corpuskit.runs.summary import Summary
from corpuskit.text.decode import decode

Input = str | os.PathLike[str]
AS_READ = ReadingOptions()
AS_CONVERTED = ConversionOptions()
AS_COMPARED = Comparison()


def convert(
    inputs: Input | Iterable[Input],
    output: Input,
    formats: str | Exporter | Iterable[str | Exporter] = "json",
    options: ConversionOptions = AS_CONVERTED,
) -> Summary:
    """Convert files and folders into the folder `output`, in one format or several.

    `output` may be a URL such as "s3://bucket/corpus"; `options.work_folder` is then made first.
    A format is a name or an exporter of your own. A source that is refused does not stop the run:
    it is named in the summary and in the ledger. Raises UsageError before anything is touched,
    OutputInUse when the folder is taken, RunFailed when the disk or an exporter fails.
    """
    given.check(options, ConversionOptions, "options")
    named = given.one_or_more(inputs, str | os.PathLike, "inputs", given.PATH)
    sources, place = given.paths(named, "inputs"), given.path(output, "output")
    if not place:
        raise UsageError("the output folder has no name; name one")
    plugins = find_plugins(os.environ)
    exporters = _exporters(plugins, formats)
    job = make_job(_tools(plugins, options.reader), options)
    return publication.convert(replace(job, inputs=sources, output=place, exporters=exporters))


def read_documents(
    *inputs: Input,
    options: ReadingOptions = AS_READ,
    on_refused: Callable[[SourceRefused], object] | None = None,
) -> Iterator[Document]:
    """Give the labelled documents of files and folders one after another, writing nothing.

    Raises SourceRefused at the first source that cannot become a document; with `on_refused` that
    function gets the refusal instead and the walk goes on. Hidden files and links are passed over.
    """
    given.check(options, ReadingOptions, "options")
    given.check(on_refused, Callable | None, "on_refused")
    sources = given.paths(inputs, "inputs")
    job = make_job(_tools(find_plugins(os.environ), options.reader), options)
    for result in run.documents(replace(job, inputs=sources)):
        if isinstance(result, Document):
            yield result
        elif on_refused is None:
            raise result
        else:
            on_refused(result)


def learn(
    *inputs: Input,
    options: ReadingOptions = AS_READ,
    on_refused: Callable[[str], object] | None = None,
) -> Profile:
    """Learn what pages of a site share around their texts, from files and folders.

    Give the profile to `PipelineOptions`, or write it with `write_profile`. `options.pipeline.site`
    names the site of all documents. A source that is refused is left out: `on_refused` gets the
    sentence about each of the first hundred, without it they are RuntimeWarnings.
    """
    given.check(options, ReadingOptions, "options")
    given.check(on_refused, Callable | None, "on_refused")
    sources = given.paths(inputs, "inputs")
    tools = _tools(find_plugins(os.environ), options.reader)
    job = replace(make_job(tools, options), inputs=sources)
    learned = learning.learn(job, make_lesson(tools, options.pipeline.site))
    for refusal in learned.summary.refusals:
        (on_refused or _warn)(refusal)
    return learned.profile


def dedupe(
    *inputs: Input,
    report: Input,
    comparison: Comparison = AS_COMPARED,
    options: ReadingOptions = AS_READ,
    on_refused: Callable[[str], object] | None = None,
) -> Duplicates:
    """Find copies among the documents of files and folders, write a report, and give what it says.

    An input may be the output folder of a run in the format "json". A source that is refused is
    left out and told as `learn` does. Raises UsageError without numpy, and for a report that
    would stand among the sources or over a file that is none.
    """
    given.check(options, ReadingOptions, "options")
    given.check(comparison, Comparison, "comparison")
    given.check(on_refused, Callable | None, "on_refused")
    place, named = given.path(report, "report"), given.paths(inputs, "inputs")
    reports.check_report_place(place, named)
    archives = reports.archives(named)
    job = make_job(_tools(find_plugins(os.environ), options.reader), options)
    job = replace(job, inputs=tuple(path for path, _ in archives), names=dict(archives))
    with deduplication.deduplicated(job, deduplication.Search(comparison)) as found:
        whole.put_whole(place, found.report())
    for refusal in found.summary.refusals:
        (on_refused or _warn)(refusal)
    return reports.read_report(place)


def read_duplicates(report: Input) -> Duplicates:
    """Read a report on copies; raises UsageError naming the file and the line that is wrong."""
    return reports.read_report(given.path(report, "report"))


def read_profile(path: Input) -> Profile:
    """Read a profile; raises UsageError naming the file and the entry that is wrong."""
    return profiles.read_profile(given.path(path, "path"))


def write_profile(profile: Profile, path: Input, *, force: bool = False) -> None:
    """Write a profile that a person can read and edit; over another one only with `force`."""
    given.check(profile, Profile, "profile")
    place = given.path(path, "path")
    whole.check_place(place)
    profiles.put_profile(place, profile_toml(profile), force=force)


def label_text(text: str, name: str = "text", pipeline: Pipeline | None = None) -> Document:
    """Label one string as if it were a file called `name`.

    Making a pipeline costs more than labelling a page: give one of `make_pipeline` when there are
    many strings. Raises SourceRefused for what is not text.
    """
    given.check(text, str, "text")
    given.check(name, str, "name")
    given.check(pipeline, Pipeline | None, "pipeline")
    mark = BOM_UTF8 if text.startswith("\ufeff") else b""  # else the first character would be one
    raw = decode(mark + text.encode("utf-8", "surrogatepass"), name)
    return (pipeline or make_pipeline()).document(raw)


def make_pipeline(options: PipelineOptions = AS_READ.pipeline) -> Pipeline:
    """Make the stages that label documents, with all installed language packs and rules."""
    given.check(options, PipelineOptions, "options")
    tools = _tools(find_plugins(os.environ))
    return build_pipeline(tools, options)


def _warn(refusal: str) -> None:
    warnings.warn(f"refused: {refusal}", RuntimeWarning, stacklevel=3)


def _exporters(plugins: Plugins, formats: object) -> tuple[Exporter, ...]:
    expected = "the name of a format, or an exporter with name, suffix, summary and export"
    wanted = given.one_or_more(formats, str | Exporter, "formats", expected)
    for each in wanted:
        if not _is_format(each):
            raise given.wrong("formats", each, expected)
    return tuple(plugins.exporter(each) if isinstance(each, str) else each for each in wanted)


def _is_format(value: object) -> bool:
    if isinstance(value, str):
        return True
    if isinstance(value, type) or not isinstance(value, Exporter):
        return False
    words: tuple[object, ...] = (value.name, value.suffix)
    return all(isinstance(word, str) for word in words)


def _tools(plugins: Plugins, reader: str = "") -> Tools:
    tools = plugins.tools(reader)
    for problem in tools.problems:
        warnings.warn(problem, RuntimeWarning, stacklevel=3)
    return tools
