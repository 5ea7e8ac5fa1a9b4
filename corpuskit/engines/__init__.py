"""The engines that ship with the core: in this process, and in processes beside it."""

from typing import TYPE_CHECKING

from corpuskit.hookspecs import hookimpl

if TYPE_CHECKING:
    from corpuskit.engine import Engine


@hookimpl
def corpuskit_engines() -> "list[Engine]":
    """Offer both engines."""
    from corpuskit.engines.inline import Inline  # noqa: PLC0415  # loaded when used
    from corpuskit.engines.processes import Processes  # noqa: PLC0415  # as above

    return [Inline(), Processes()]
