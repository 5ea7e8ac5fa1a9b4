"""The errors of corpuskit: one base, each message names the source, the cause and the next step.

    CorpuskitError
    ├── UsageError          the command or call was wrong; nothing was touched
    │   └── OutputInUse     another run holds the output, or it was made with other options
    ├── SourceRefused       one source cannot become a document; the run goes on
    ├── ExportRefused       one document cannot be carried by one format; the run goes on
    ├── PluginFailed        a plugin cannot be loaded or broke a promise
    └── RunFailed           the run cannot go on (disk, permission, exporter)

Messages start in lower case and carry no full stop.
"""

from corpuskit.escape import unicode_of


class CorpuskitError(Exception):
    """Any failure that corpuskit reports itself; its text is fit for a user."""


class UsageError(CorpuskitError):
    """The command or the call was wrong, and nothing was touched."""


class OutputInUse(UsageError):
    """Another run holds the output folder, or it was made with other options."""


def _recordable(text: str) -> str:
    try:
        return unicode_of(text)
    except AttributeError:
        return text  # no str, from a plugin: judged where its refusal is taken


class SourceRefused(CorpuskitError):
    """One source cannot become a document.

    `cause` is a short word for counting ("not text", "too large"), `advice` the next step or "".
    Both are recorded, so a lone surrogate that they quote is written as an escape.
    """

    def __init__(self, source: str, cause: str, advice: str = "") -> None:
        cause, advice = _recordable(cause), _recordable(advice)
        super().__init__(f"{source}: {cause}" + (f"; {advice}" if advice else ""))
        self.source, self.cause, self.advice = source, cause, advice

    def __reduce__(self) -> tuple[type["SourceRefused"], tuple[str, str, str]]:
        return type(self), (self.source, self.cause, self.advice)


class ExportRefused(SourceRefused):
    """One document cannot be carried by one format, though other formats may carry it."""


class PluginFailed(CorpuskitError):
    """A plugin cannot be loaded, or broke one of the promises in plugins/README.md."""


class RunFailed(CorpuskitError):
    """The run cannot go on: the disk, a permission or an exporter failed."""
