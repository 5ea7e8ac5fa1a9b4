"""The words of a command line turned into options; a word that is none is a UsageError."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeVar

from corpuskit.errors import UsageError
from corpuskit.exporter import Exporter
from corpuskit.files.profiles import read_profile
from corpuskit.loading.options import Values, exporter_options, take_options, with_options
from corpuskit.loading.plugins import Plugins
from corpuskit.model import LIKELY_ENOUGH, Label, Selection
from corpuskit.pipeline import PipelineOptions
from corpuskit.text.normalize import ALL_RULES

DEFAULT_FORMAT = "json"
TONES: tuple[Literal["keep", "old", "new"], ...] = ("keep", "old", "new")
Word = TypeVar("Word", bound=str)


class Labelling(NamedTuple):
    """What was said on the command line about labels and text, as words."""

    language: str = ""
    normalize: Sequence[str] = ()
    no_normalize: Sequence[str] = ()
    tones: str = "keep"
    leave_out: Sequence[str] = ()
    keep: Sequence[str] = ()
    keep_repeats: bool = False
    min_confidence: float | None = None
    profile: str = ""
    site: str = ""

    @property
    def options(self) -> PipelineOptions:
        """The same as options of the pipeline."""
        return PipelineOptions(
            language=self.language,
            normalization=self._normalization,
            tones=_one_of(TONES, self.tones, "--tones"),
            selection=self._selection,
            profile=read_profile(self.profile) if self.profile else None,
            site=self.site,
        )

    @property
    def _normalization(self) -> frozenset[str] | None:
        wanted = frozenset(_words(self.normalize, sorted(ALL_RULES), "--normalize"))
        unwanted = frozenset(_words(self.no_normalize, sorted(ALL_RULES), "--no-normalize"))
        if not self.normalize and not self.no_normalize:
            return None
        return (wanted if self.normalize else ALL_RULES) - unwanted

    @property
    def _selection(self) -> Selection:
        default = Selection()
        more = frozenset(_words(self.leave_out, Label, "--leave-out"))
        fewer = frozenset(_words(self.keep, Label, "--keep"))
        if both := sorted(more & fewer):
            raise UsageError(f"--leave-out and --keep both name '{both[0]}'; name it once")
        return Selection(
            labels=(default.labels | more) - fewer,
            repeats=not self.keep_repeats,
            min_confidence=LIKELY_ENOUGH if self.min_confidence is None else self.min_confidence,
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
