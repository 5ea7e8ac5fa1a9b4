"""All tools by name, and the ones that a run uses."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from corpuskit import Selection, UsageError
from quality.peers import PEERS, peer_tool
from quality.tools import Tool, corpuskit_tool, keep_everything

CORPUSKIT = "corpuskit"
KEEP_ALL = "keep everything"
NAMES = (KEEP_ALL, *PEERS, CORPUSKIT)
"""The tools in the order of the table."""


class Toolbox(NamedTuple):
    """The tools of a run by name, and those that are not installed."""

    tools: dict[str, Tool]
    missing: tuple[str, ...]


def open_toolbox(names: Sequence[str], selection: Selection) -> Toolbox:
    """Make the tools that are wanted, all without a name; raises UsageError for an unknown one."""
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        raise UsageError(f"no tool is called '{unknown[0]}'; there are: {', '.join(NAMES)}")
    makers: dict[str, Callable[[], Tool]] = {
        KEEP_ALL: lambda: keep_everything,
        **{name: partial(peer_tool, make) for name, make in PEERS.items()},
        CORPUSKIT: partial(corpuskit_tool, selection),
    }
    tools: dict[str, Tool] = {}
    missing = []
    for name in (name for name in NAMES if name in (names or NAMES)):
        try:
            tools[name] = makers[name]()
        except ModuleNotFoundError:
            missing.append(name)
    return Toolbox(tools, tuple(missing))
