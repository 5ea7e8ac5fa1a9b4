"""The command line: arguments, one call, print. What is heavy is imported by the command itself.

Commands give their exit code. Data goes to stdout, everything else to stderr.
"""
# ruff: noqa: PLC0415 - `corpuskit --help` answers at once since each command imports its own tools

import os
import sys
from itertools import takewhile
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from corpuskit.commands import arguments as a
from corpuskit.commands import groups
from corpuskit.commands.ending import EXIT_CODES, prepare_process, reported, run_program
from corpuskit.commands.grouped import with_groups
from corpuskit.files.stdio import part_stdout
from corpuskit.version import VERSION

EPILOG = "\b\nExit codes:\n" + "\n".join(f"{code:4}  {text}" for code, text in EXIT_CODES.items())


class Commands(TyperGroup):
    """The commands; an interrupt or a closed pipe ends them with its own code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        with reported():
            return super().invoke(ctx)


class WorkingCommand(TyperCommand):
    """A command that also takes the options of the engine that it is asked for."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the options of plugins out, and leave the rest to be parsed as ever."""
        if "--help" in takewhile(lambda word: word != "--", args):
            args = ["--help"]
        else:
            from corpuskit.commands.plugged import take_plugin_options
            from corpuskit.loading.plugins import find_plugins

            known = [flag for parameter in self.params for flag in parameter.opts]
            installed = find_plugins(os.environ)
            args, values = take_plugin_options(args, known, installed, self.asking())
            ctx.obj = installed, values
        return super().parse_args(ctx, args)

    def asking(self) -> tuple[Any, ...]:
        """Say which plugins the command asks for by name."""
        from corpuskit.commands.plugged import ENGINE

        return (ENGINE,)


class ConvertCommand(WorkingCommand):
    """A command that also takes the options of the formats that it is asked for."""

    def asking(self) -> tuple[Any, ...]:
        """Say which plugins the command asks for by name."""
        from corpuskit.commands.plugged import FORMATS

        return (FORMATS, *super().asking())

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse, and refuse a name that is empty."""
        rest = super().parse_args(ctx, args)
        if ctx.params["output"] == "" and ctx.get_parameter_source("output").name == "COMMANDLINE":
            from corpuskit.errors import UsageError

            raise UsageError("the name behind -o is empty; name a folder, or leave -o out")
        return rest


app = typer.Typer(
    cls=Commands,
    help="Turn crawled pages into corpora: nothing lost, everything explained, nothing invented.",
    epilog=EPILOG,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def main() -> None:
    """Run the command line and exit; whatever goes wrong is one line and a code."""
    prepare_process()
    part_stdout()
    sys.exit(run_program(lambda: app(prog_name="corpuskit", standalone_mode=False)))


@app.callback(invoke_without_command=True)
def start(context: typer.Context, *, version: a.Version = False) -> None:
    """Say the version, or what there is."""
    if version:
        typer.echo(f"corpuskit {VERSION}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(2)


@app.command(cls=ConvertCommand, epilog=EPILOG)
@with_groups
def convert(  # noqa: PLR0913  # the command line library wants a parameter for each option
    context: typer.Context,
    inputs: a.Inputs,
    *,
    output: a.Output = "",
    work_folder: a.WorkFolder = "",
    to: a.Formats = None,
    reading: groups.Reading,
    normalizing: groups.Normalizing,
    selecting: groups.Selecting,
    copying: groups.Copying,
    packing: groups.Packing,
    working: groups.Working,
    stopping: groups.Stopping,
    learn: a.Learn = False,
    site: a.Site = "",
    dry_run: a.DryRun = False,
    force: a.Force = False,
    reporting: groups.Reporting,
) -> int:
    """Convert files and folders into corpora.

    The options of a format stand beside the others, as in --to csv --csv-rows block.
    """
    from dataclasses import replace

    from corpuskit import assembly
    from corpuskit.commands import actions, choices, plugged, timing

    stopwatch = timing.Stopwatch()
    choices.check_telling(reporting.telling)
    read = choices.reading_options(reading, normalizing, selecting, site)
    options = assembly.converting(read, dry_run=dry_run, force=force)
    options = choices.with_copies(options, copying)
    installed, values = context.obj
    exporters = plugged.chosen_exporters(installed, to or (), values)
    engine = plugged.chosen_engine(installed, working.engine, values)
    running = choices.running(working, engine, stopping)
    tools = actions.told_tools(installed, reading.reader)
    if learn:
        from corpuskit.commands import learning, watching

        actions.check_places(output, reporting.report, dry_run=dry_run)
        with stopwatch.stage("learn"):
            way = watching.Way(choices.endless(running), reporting.telling)
            options = learning.with_learned(options, tools, inputs, way)
    job = assembly.make_job(tools, options)
    job = replace(
        job,
        inputs=tuple(inputs),
        output=output,
        work_folder=work_folder,
        exporters=exporters,
        running=running,
        packing=choices.packing(packing),
    )
    return actions.convert(job, reporting, stopwatch)


@app.command()
@with_groups
def inspect(  # noqa: PLR0913  # as above
    file: a.File,
    *,
    reading: groups.Reading,
    normalizing: groups.Normalizing,
    selecting: groups.Selecting,
    site: a.Site = "",
    as_json: a.AsJson = False,
    gold: a.AsGold = False,
) -> int:
    """Show every block of a file with its label and the reason for it."""
    from corpuskit.commands import actions, choices

    options = choices.reading_options(reading, normalizing, selecting, site)
    if gold:
        from corpuskit.commands import evaluation

        return evaluation.print_gold(file, options, as_json=as_json)
    return actions.inspect(file, options, as_json=as_json)


@app.command(
    cls=WorkingCommand, short_help="List what would be read and what would be refused, and why."
)
@with_groups
def sources(
    context: typer.Context,
    inputs: a.Listable,
    *,
    reading: groups.Reading,
    working: groups.Working,
    as_json: a.AsJsonLines = False,
) -> int:
    """List what would be read, as what, in which encoding, and what would be refused and why."""
    from corpuskit.commands import choices, listing, plugged

    options = choices.reading_options(reading, groups.Normalizing())
    installed, values = context.obj
    engine = plugged.chosen_engine(installed, working.engine, values)
    running = choices.running(working, engine)
    return listing.sources(inputs, options, running, as_json=as_json)


@app.command(cls=WorkingCommand)
@with_groups
def learn(  # noqa: PLR0913  # as above
    context: typer.Context,
    inputs: a.Learnable,
    *,
    output: a.ProfileOutput = "",
    site: a.Site = "",
    reading: groups.Reading,
    normalizing: groups.Normalizing,
    working: groups.Working,
    force: a.Replace = False,
    telling: groups.Telling,
) -> int:
    """Learn the lines that pages of a site share around their texts.

    The profile is a file to read and to edit; convert --profile labels what it knows.
    """
    from corpuskit.commands import choices, learning, plugged, watching

    choices.check_telling(telling)
    options = choices.reading_options(reading, normalizing, site=site)
    place = learning.Place("" if output == "-" else output, force)
    installed, values = context.obj
    engine = plugged.chosen_engine(installed, working.engine, values)
    way = watching.Way(choices.running(working, engine), telling)
    return learning.learn(inputs, place, options, way)


@app.command(
    cls=WorkingCommand, short_help="Report documents that are copies of others, exact or near."
)
@with_groups
def dedupe(  # noqa: PLR0913  # as above
    context: typer.Context,
    inputs: a.Comparable,
    *,
    output: a.ReportOutput = "",
    threshold: a.Threshold = 0.7,
    prefer: a.Prefer = "longest",
    paragraphs: a.Paragraphs = 10,
    site: a.Site = "",
    reading: groups.Reading,
    normalizing: groups.Normalizing,
    selecting: groups.Selecting,
    working: groups.Working,
    telling: groups.Telling,
) -> int:
    """Report documents that are copies of others, exact or near, and paragraphs that they share.

    The report says for each copy how alike it is to the document to keep; convert --duplicates
    leaves copies out, or marks them.
    """
    from corpuskit.commands import choices, deduping, plugged, watching

    choices.check_telling(telling)
    options = choices.reading_options(reading, normalizing, selecting, site)
    asked = deduping.asked(output, threshold, prefer, paragraphs)
    installed, values = context.obj
    engine = plugged.chosen_engine(installed, working.engine, values)
    way = watching.Way(choices.running(working, engine), telling)
    return deduping.dedupe(inputs, asked, options, way)


@app.command()
def evaluate(
    gold: a.Gold,
    predicted: a.Predicted,
    *,
    samples: a.Samples = 1000,
    worst: a.Worst = 5,
    as_json: a.AsJson = False,
) -> int:
    """Compare labels, spans, dates and repeats with gold files."""
    from corpuskit.commands import evaluation

    options = evaluation.EvaluationOptions(samples, worst, as_json)
    return evaluation.evaluate(gold, predicted, options)


@app.command()
def restore(output: a.Restorable, target: a.Target, *, force: a.Force = False) -> int:
    """Write the sources of a corpus again, byte for byte."""
    from corpuskit.commands import actions

    return actions.restore(output, target, force=force)


@app.command()
def formats(name: a.AnyFormat = "") -> int:
    """List the formats with their options, or tell all about one."""
    from corpuskit.commands import actions

    return actions.formats(name)


@app.command()
def plugins(*, as_json: a.AsJson = False) -> int:
    """List the plugins: what each brings, and why one cannot be used.

    CORPUSKIT_WITHOUT=NAME,NAME blocks plugins by name, distribution or distribution:name.
    """
    from corpuskit.commands import actions

    return actions.plugins(as_json=as_json)


@app.command()
def schema(name: a.Format) -> int:
    """Print the schema of what a format writes."""
    from corpuskit.commands import actions

    return actions.schema(name)
