"""What `corpuskit learn` and `corpuskit convert --learn` do."""

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from msgspec import structs

from corpuskit.assembly import ConversionOptions, ReadingOptions, make_job, make_lesson
from corpuskit.commands.actions import told_tools
from corpuskit.commands.ending import say
from corpuskit.commands.watching import Way, watching
from corpuskit.errors import UsageError
from corpuskit.files.profiles import put_profile
from corpuskit.files.stdio import write_stdout
from corpuskit.files.whole import check_place
from corpuskit.loading.plugins import Tools, find_plugins
from corpuskit.profiles.writing import profile_toml
from corpuskit.runs import learning
from corpuskit.runs.learning import Learned


class Place(NamedTuple):
    """Where a profile is written, "" for standard output, and whether over another one."""

    path: str
    force: bool


def learn(inputs: Sequence[str], place: Place, options: ReadingOptions, way: Way) -> int:
    """Write a profile, and end with what was learned on stderr."""
    if place.path:
        check_place(place.path)
    tools = told_tools(find_plugins(os.environ), options.reader)
    learned = _learned(inputs, options, tools, way)
    text = profile_toml(learned.profile)
    if place.path:
        put_profile(place.path, text, force=place.force)
    else:
        write_stdout(text.encode())
    for line in learned.refusals if way.telling.quiet else learned.lines():
        say(line)
    return learned.exit_code


def with_learned(
    options: ConversionOptions, tools: Tools, inputs: Sequence[str], way: Way
) -> ConversionOptions:
    """Learn a profile of the inputs of a conversion; sources that are refused are told by that."""
    if options.pipeline.profile:
        raise UsageError("--profile and --learn name two profiles; choose one of them")
    if "-" in inputs:
        raise UsageError("standard input cannot be read twice; name files to learn from")
    learned = _learned(inputs, options, tools, way)
    for line in [] if way.telling.quiet else learned.site_lines:
        say(line)
    pipeline = structs.replace(options.pipeline, profile=learned.profile)
    return structs.replace(options, pipeline=pipeline)


def _learned(inputs: Sequence[str], options: ReadingOptions, tools: Tools, way: Way) -> Learned:
    job = replace(make_job(tools, options), inputs=tuple(inputs), running=way.running)
    lesson = make_lesson(tools, options.pipeline.site)
    with watching(way.telling) as progress:
        return learning.learn(job, lesson, progress)
