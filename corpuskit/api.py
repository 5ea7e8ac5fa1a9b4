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
    plugins = find_plugins(os.environ)
    wanted = [formats] if isinstance(formats, str | Exporter) else formats
    exporters = [plugins.exporter(each) if isinstance(each, str) else each for each in wanted]
    job = make_job(_tools(plugins, options.reader), options)
    given = [inputs] if isinstance(inputs, str | os.PathLike) else inputs
    if not os.fspath(output):
        raise UsageError("the output folder has no name; name one")
    job = replace(job, inputs=_paths(given), output=os.fspath(output), exporters=tuple(exporters))
    return publication.convert(job)


def read_documents(
    *inputs: Input,
    options: ReadingOptions = AS_READ,
    on_refused: Callable[[SourceRefused], object] | None = None,
) -> Iterator[Document]:
    """Give the labelled documents of files and folders one after another, writing nothing.

    Raises SourceRefused at the first source that cannot become a document; with `on_refused` that
    function gets the refusal instead and the walk goes on. Hidden files and links are passed over.
    """
    job = make_job(_tools(find_plugins(os.environ), options.reader), options)
    for result in run.documents(replace(job, inputs=_paths(inputs))):
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
    tools = _tools(find_plugins(os.environ), options.reader)
    job = replace(make_job(tools, options), inputs=_paths(inputs))
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
    place, named = os.fspath(report), _paths(inputs)
    reports.check_report_place(place, named)
    given = reports.archives(named)
    job = make_job(_tools(find_plugins(os.environ), options.reader), options)
    job = replace(job, inputs=tuple(path for path, _ in given), names=dict(given))
    with deduplication.deduplicated(job, deduplication.Search(comparison)) as found:
        whole.put_whole(place, found.report())
    for refusal in found.summary.refusals:
        (on_refused or _warn)(refusal)
    return reports.read_report(place)


def read_duplicates(report: Input) -> Duplicates:
    """Read a report on copies; raises UsageError naming the file and the line that is wrong."""
    return reports.read_report(os.fspath(report))


def read_profile(path: Input) -> Profile:
    """Read a profile; raises UsageError naming the file and the entry that is wrong."""
    return profiles.read_profile(os.fspath(path))


def write_profile(profile: Profile, path: Input, *, force: bool = False) -> None:
    """Write a profile that a person can read and edit; over another one only with `force`."""
    whole.check_place(os.fspath(path))
    profiles.put_profile(os.fspath(path), profile_toml(profile), force=force)


def label_text(text: str, name: str = "text", pipeline: Pipeline | None = None) -> Document:
    """Label one string as if it were a file called `name`.

    Making a pipeline costs more than labelling a page: give one of `make_pipeline` when there are
    many strings. Raises SourceRefused for what is not text.
    """
    mark = BOM_UTF8 if text.startswith("\ufeff") else b""  # else the first character would be one
    raw = decode(mark + text.encode("utf-8", "surrogatepass"), name)
    return (pipeline or make_pipeline()).document(raw)


def make_pipeline(options: PipelineOptions = AS_READ.pipeline) -> Pipeline:
    """Make the stages that label documents, with all installed language packs and rules."""
    tools = _tools(find_plugins(os.environ))
    return build_pipeline(tools, options)


def _warn(refusal: str) -> None:
    warnings.warn(f"refused: {refusal}", RuntimeWarning, stacklevel=3)


def _paths(inputs: Iterable[Input]) -> tuple[str, ...]:
    return tuple(os.fspath(each) for each in inputs)


def _tools(plugins: Plugins, reader: str = "") -> Tools:
    tools = plugins.tools(reader)
    for problem in tools.problems:
        warnings.warn(problem, RuntimeWarning, stacklevel=3)
    return tools
