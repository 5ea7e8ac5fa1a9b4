"""The words of a command line turned into options; a word that is none is a UsageError."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeVar

from corpuskit.assembly import ReadingOptions
from corpuskit.commands.groups import Normalizing, Reading, Selecting, Stopping, Working
from corpuskit.errors import UsageError
from corpuskit.exporter import Exporter
from corpuskit.files.profiles import read_profile
from corpuskit.loading.options import Values, exporter_options, take_options, with_options
from corpuskit.loading.plugins import Plugins
from corpuskit.model import LIKELY_ENOUGH, Label, Selection
from corpuskit.pipeline import PipelineOptions
from corpuskit.reader import FieldNames, Limits
from corpuskit.runs.job import Running
from corpuskit.text.normalize import ALL_RULES

DEFAULT_FORMAT = "json"
TONES: tuple[Literal["keep", "old", "new"], ...] = ("keep", "old", "new")
NOTHING_SELECTED = Selecting()
NEVER = Stopping()
Word = TypeVar("Word", bound=str)


SIZE = re.compile(r"(\d{1,15})\s*(?:([KMGT])(?:iB|i|B)?)?", re.IGNORECASE)
UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}


def reading_options(
    words: Reading,
    normalizing: Normalizing,
    selecting: Selecting = NOTHING_SELECTED,
    site: str = "",
) -> ReadingOptions:
    """Turn the words about reading and labelling into options."""
    return ReadingOptions(
        pipeline=PipelineOptions(
            language=normalizing.language,
            normalization=_normalization(normalizing),
            tones=_one_of(TONES, normalizing.tones, "--tones"),
            selection=_selection(selecting),
            profile=read_profile(selecting.profile) if selecting.profile else None,
            site=site,
        ),
        encoding=words.encoding,
        reader=words.reader,
        limits=_limits(words),
        fields=FieldNames(words.text_field, words.id_field, words.url_field),
        metadata=words.metadata,
    )


def running(working: Working, stopping: Stopping = NEVER) -> Running:
    """Turn the words about how a run goes about its work into options."""
    if stopping.retry:
        _one_of(("refused",), stopping.retry, "--retry")
    return Running(
        workers=working.workers or len(os.sched_getaffinity(0)),
        deadline=working.deadline,
        limit=stopping.limit,
        most_refused=0 if stopping.fail_fast else stopping.max_errors,
        retry=bool(stopping.retry),
    )


def size_in_bytes(word: str, option: str) -> int:
    """Give the bytes of a size such as "64M" or "1000"; raises UsageError for what is none."""
    found = SIZE.fullmatch(word.strip())
    if found is None:
        raise UsageError(f"{option} cannot be '{word}'; give bytes, or a size such as 64M or 2G")
    return int(found[1]) * UNITS[(found[2] or "").upper()]


def _limits(words: Reading) -> Limits:
    return Limits(
        document=size_in_bytes(words.max_size, "--max-size"),
        member=size_in_bytes(words.max_member, "--max-member"),
        ratio=words.max_ratio,
        members=words.max_members,
        depth=words.max_depth,
    )


def _normalization(words: Normalizing) -> frozenset[str] | None:
    wanted = frozenset(_words(words.normalize or (), sorted(ALL_RULES), "--normalize"))
    unwanted = frozenset(_words(words.no_normalize or (), sorted(ALL_RULES), "--no-normalize"))
    if not words.normalize and not words.no_normalize:
        return None
    return (wanted if words.normalize else ALL_RULES) - unwanted


def _selection(words: Selecting) -> Selection:
    more = frozenset(_words(words.leave_out or (), Label, "--leave-out"))
    fewer = frozenset(_words(words.keep or (), Label, "--keep"))
    if both := sorted(more & fewer):
        raise UsageError(f"--leave-out and --keep both name '{both[0]}'; name it once")
    return Selection(
        labels=(Selection().labels | more) - fewer,
        repeats=not words.keep_repeats,
        min_confidence=LIKELY_ENOUGH if words.min_confidence is None else words.min_confidence,
    )


class Chosen(NamedTuple):
    """The options of exporters on a command line, and the arguments that are left."""

    arguments: list[str]
    values: Values


def take_format_options(arguments: Sequence[str], known: Iterable[str], plugins: Plugins) -> Chosen:
    """Take the options of the requested formats out of a command line, wherever they stand.

    `known` are the options of the command itself. Raises UsageError for a format that cannot be
    used, a misspelt option, a wrong value, and an option of a format that is not asked for.
    """
    known = frozenset(known)
    wanted = [*dict.fromkeys(_requested(arguments))] or [DEFAULT_FORMAT]
    options = [option for name in wanted for option in exporter_options(plugins.exporter(name))]
    rest, values = take_options(arguments, options, known)
    for flag in _flags(rest):
        owner = next((f for f in plugins.formats if _is_of(flag, f)), "")
        if owner and flag not in known and owner not in wanted:
            raise UsageError(f"{flag} is an option of format '{owner}'; add --to {owner}")
    return Chosen(rest, values)


def chosen_exporters(
    plugins: Plugins, names: Iterable[str], values: Mapping[str, Mapping[str, object]]
) -> tuple[Exporter, ...]:
    """Load the exporters of the formats, each once, with the values of their options."""
    return tuple(
        with_options(
            plugins.exporter(name), values.get(name, {}), str(plugins.exporter_entry(name))
        )
        for name in dict.fromkeys(names)
    )


def _requested(arguments: Sequence[str]) -> Iterator[str]:
    words = iter(arguments)
    for word in words:
        flag, equals, attached = word.partition("=")
        if word == "--":
            return
        if flag == "--to":
            yield attached if equals else next(words, "")
        elif word.startswith("-t"):
            yield word[2:] or next(words, "")


def _flags(arguments: Sequence[str]) -> Iterator[str]:
    for word in arguments:
        if word == "--":
            return
        yield word.partition("=")[0]


def _is_of(flag: str, name: str) -> bool:
    return flag.startswith((f"--{name}-", f"--no-{name}-"))


def _words(given: Iterable[str], known: Iterable[Word], option: str) -> Iterator[Word]:
    """Give the words between commas; "none" stands for no word at all."""
    for word in (part.strip() for each in given for part in each.split(",")):
        if word and word != "none":
            yield _one_of(known, word, option)


def _one_of(known: Iterable[Word], word: str, option: str) -> Word:
    choices = {str(choice): choice for choice in known}
    if word not in choices:
        raise UsageError(f"{option} cannot be '{word}'; choose from {', '.join(choices)}")
    return choices[word]
