"""The words of a command line turned into options; a word that is none is a UsageError."""

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from typing import Literal, TypeVar

from msgspec import structs

from corpuskit.assembly import ConversionOptions, ReadingOptions
from corpuskit.commands import groups
from corpuskit.commands.groups import Normalizing, Reading, Selecting, Stopping, Working
from corpuskit.engine import Engine
from corpuskit.errors import CorpuskitError, UsageError
from corpuskit.files.packing import COMPRESSIONS
from corpuskit.files.profiles import read_profile
from corpuskit.files.reports import read_report
from corpuskit.model import LIKELY_ENOUGH, Label, Selection
from corpuskit.pipeline import PipelineOptions
from corpuskit.reader import FieldNames, Limits
from corpuskit.runs.engaged import whole
from corpuskit.runs.foreign import FAILURES
from corpuskit.runs.job import Running
from corpuskit.runs.leaving import LEAVE_OUT, WAYS
from corpuskit.runs.packing import Packing
from corpuskit.text.normalize import ALL_RULES
from corpuskit.wording import in_words

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


def running(working: Working, engine: Engine, stopping: Stopping = NEVER) -> Running:
    """Turn the words about how a run goes about its work into options.

    Raises UsageError when the engine cannot be used.
    """
    if stopping.retry:
        _one_of(("refused",), stopping.retry, "--retry")
    cores = _cores(engine)
    return Running(
        workers=working.workers or cores,
        engine=engine,
        deadline=working.deadline,
        limit=stopping.limit,
        most_refused=0 if stopping.fail_fast else stopping.max_errors,
        retry=bool(stopping.retry),
    )


def check_telling(telling: groups.Telling) -> None:
    """Raise UsageError when a command is to say nothing and everything."""
    if telling.quiet and telling.verbose:
        raise UsageError("--quiet and --verbose contradict each other; leave one of them out")


def endless(running: Running) -> Running:
    """Give the way of a run over all sources, for what is learned of them before."""
    return Running(running.workers, running.engine, running.deadline)


def _cores(engine: Engine) -> int:
    try:
        with redirect_stdout(sys.stderr):
            return whole(engine.cores(), "cores")
    except CorpuskitError:
        raise
    except FAILURES as error:  # an engine may be a stranger's, and libraries raise anything
        raise UsageError(f"engine '{engine.name}' cannot be used: {in_words(error)}") from error


def with_copies(options: ConversionOptions, words: groups.Copying) -> ConversionOptions:
    """Give the options of a conversion that treats copies as these words say."""
    if not words.duplicates and words.copies:
        raise UsageError("--copies needs a report that names them; name one with --duplicates")
    if not words.duplicates:
        return options
    way = _one_of(WAYS, words.copies, "--copies") if words.copies else LEAVE_OUT
    return structs.replace(options, duplicates=read_report(words.duplicates), copies=way)


def packing(words: groups.Packing) -> Packing:
    """Turn the words about cutting and packing files into options."""
    if words.compress:
        _one_of(COMPRESSIONS, words.compress, "--compress")
    size = size_in_bytes(words.shard_size, "--shard-size") if words.shard_size else 0
    if words.shard_size and not size:
        raise UsageError("--shard-size cannot be 0; leave it out for files of any size")
    return Packing(words.compress, size)


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
