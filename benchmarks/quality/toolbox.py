"""All tools by name, and the ones that a run uses."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from corpuskit import UsageError
from quality.folds import PipelineOf
from quality.html_peers import HTML_PEERS, html_peer
from quality.html_tools import HtmlTool, corpuskit_pages, visible_pages
from quality.peers import PEERS, peer_tool
from quality.tools import Tool, corpuskit_tool, keep_everything

CORPUSKIT = "corpuskit"
KEEP_ALL = "keep everything"
NAMES = (KEEP_ALL, *PEERS, CORPUSKIT)
"""The tools in the order of the table."""
HTML_NAMES = (KEEP_ALL, *HTML_PEERS, CORPUSKIT)
"""The tools for HTML in the order of the table."""
T = TypeVar("T")


class Toolbox(NamedTuple):
    """The tools of a run by name, and those that are not installed."""

    tools: dict[str, Tool]
    missing: tuple[str, ...]


class HtmlToolbox(NamedTuple):
    """The same for HTML."""

    tools: dict[str, HtmlTool]
    missing: tuple[str, ...]


def open_toolbox(names: Sequence[str], pipeline_of: PipelineOf) -> Toolbox:
    """Make the tools that are wanted, all without a name; raises UsageError for an unknown one."""
    makers: dict[str, Callable[[], Tool]] = {
        KEEP_ALL: lambda: keep_everything,
        **{name: partial(peer_tool, make) for name, make in PEERS.items()},
        CORPUSKIT: partial(corpuskit_tool, pipeline_of),
    }
    return Toolbox(*_opened(makers, names))


def open_html_toolbox(names: Sequence[str], pipeline_of: PipelineOf) -> HtmlToolbox:
    """Make the tools for HTML that are wanted; raises UsageError for an unknown one."""
    makers: dict[str, Callable[[], HtmlTool]] = {
        KEEP_ALL: visible_pages,
        **{name: partial(html_peer, make) for name, make in HTML_PEERS.items()},
        CORPUSKIT: partial(corpuskit_pages, pipeline_of),
    }
    return HtmlToolbox(*_opened(makers, names))


def _opened(
    makers: Mapping[str, Callable[[], T]], names: Sequence[str]
) -> tuple[dict[str, T], tuple[str, ...]]:
    unknown = [name for name in names if name not in makers]
    if unknown:
        raise UsageError(f"no tool is called '{unknown[0]}'; there are: {', '.join(makers)}")
    tools: dict[str, T] = {}
    missing = []
    for name in (name for name in makers if name in (names or makers)):
        try:
            tools[name] = makers[name]()
        except ModuleNotFoundError:
            missing.append(name)
    return tools, tuple(missing)
