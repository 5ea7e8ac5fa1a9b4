"""The hooks of corpuskit: what a plugin can bring, and when it is asked.

A plugin is a module that an entry point names, with functions marked `@corpuskit.hookimpl`. The
group of the entry point says what it brings, its name which one, so that a command loads only what
it needs:

    [project.entry-points."corpuskit.exporters"]
    vertical = "corpuskit_vertical"

A module that brings several things is named in several groups. Hooks are called for one module
at a time: what one raises is reported with the name and version of its distribution and costs the
others nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpuskit.engine import Engine
    from corpuskit.exporter import Exporter
    from corpuskit.labels.label import LabelRule
    from corpuskit.language import LanguagePack
    from corpuskit.reader import Reader

hookspec = pluggy.HookspecMarker("corpuskit")
hookimpl = pluggy.HookimplMarker("corpuskit")


@hookspec
def corpuskit_exporters() -> Iterable[Exporter]:  # type: ignore[empty-body]  # a specification
    """Offer exporters.

    Called when a command first needs a format of this plugin, or lists all of them. Return
    instances; one that is a frozen dataclass has its fields as options of the command line. The
    entry point in the group "corpuskit.exporters" bears the `name` of the exporter.
    """


@hookspec
def corpuskit_readers() -> Iterable[Reader]:  # type: ignore[empty-body]  # a specification
    """Offer readers.

    Called once at the start of a command that reads sources. Two readers may not claim the same
    suffix. The entry point in the group "corpuskit.readers" bears the `name` of the reader.
    """


@hookspec
def corpuskit_language_packs() -> Iterable[LanguagePack]:  # type: ignore[empty-body]  # a specification
    """Offer language packs.

    Called once at the start of a command that labels documents. Make a pack of TOML files with
    `corpuskit.language.parse_pack`. Two packs for one language are an error that names both
    sides. The entry point stands in the group "corpuskit.languages".
    """


@hookspec
def corpuskit_label_rules() -> Iterable[LabelRule]:  # type: ignore[empty-body]  # a specification
    """Offer labelling rules beside those of the core.

    Called once at the start of a command that labels documents. A rule of a plugin is asked
    before the core's rules of the same stage, so that it can decide what they would leave
    as body text. The entry point stands in the group "corpuskit.rules".
    """


@hookspec
def corpuskit_engines() -> Iterable[Engine]:  # type: ignore[empty-body]  # a specification
    """Offer engines, which run the tasks of a conversion beside each other.

    Called when `--engine` names an engine of this plugin, or when all plugins are listed. Return
    instances; one that is a frozen dataclass has its fields as options of the command line. Import
    a library that may be missing in `cores` and `start`, not here. The entry point in the group
    "corpuskit.engines" bears the `name` of the engine.
    """
