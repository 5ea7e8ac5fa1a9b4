"""What a run costs: against size, workers, the floor and other tools.

    python benchmarks/scale.py [PART...] [--quick] [--json FILE] [--plot FILE]

Parts are size, workers, start, stages and peers; without one, all of them. Everything is a whole
command in a process of its own, rows take turns, and figures are medians: see `measuring`.
"""

import json
import os
import platform
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from scaling.peers import measure_peers, refuse_unfit
from scaling.section import Part, Section, Setting, target_lines
from scaling.sizes import measure_sizes
from scaling.stage_costs import measure_stages
from scaling.starts import measure_starts
from scaling.workers import measure_workers
from whole_runs import available_cores

PARTS: Mapping[str, Part] = MappingProxyType(
    {
        "size": measure_sizes,
        "workers": measure_workers,
        "start": measure_starts,
        "stages": measure_stages,
        "peers": measure_peers,
    }
)
SIZES, PAGES, TURNS = "1000,10000,100000", 5_000, 3
QUICK_SIZES, QUICK_PAGES, QUICK_TURNS = "100,300,1000", 200, 1
FORMAT = "corpuskit-scale/1"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the parts that are wanted, and print them as each is done."""
    asked = read_options(arguments)
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        setting = setting_of(asked, Path(folder))
        sections = {part: show(PARTS[part](setting)) for part in asked.parts or PARTS}
    targets = [target for section in sections.values() for target in section.targets]
    if targets:
        print("\n## Targets\n")
        print("\n".join(target_lines(targets)))
    if asked.json:
        asked.json.write_text(json.dumps(figures_of(sections, setting), indent=1) + "\n", "utf-8")
    if asked.plot:
        asked.plot.write_text(sections["size"].drawing, "utf-8")


def read_options(arguments: Sequence[str] | None) -> Namespace:
    """Read the command line; ends the process with a message when it cannot be understood."""
    parser = ArgumentParser(prog="python benchmarks/scale.py", description="What a run costs.")
    add = parser.add_argument
    add("parts", nargs="*", metavar="PART", help=f"of: {', '.join(PARTS)}; default: all")
    add("--quick", action="store_true", help="small sizes and one turn, to try it out")
    add("--sizes", type=sizes_of, metavar="N,N...", help=f"documents; default: {SIZES}")
    add("--pages", type=at_least(2), metavar="N", help=f"documents of other parts; {PAGES}")
    add("--turns", type=at_least(1), metavar="N", help=f"turns that rows take; {TURNS}")
    add("--datatrove", default="", metavar="PYTHON", help="a Python that has datatrove")
    add("--json", type=Path, metavar="FILE", help="write all figures to a file")
    add("--plot", type=Path, metavar="FILE", help="draw the part size as SVG")
    asked = parser.parse_args(arguments)
    unknown = [part for part in asked.parts if part not in PARTS]
    if unknown:
        parser.error(f"no part is called '{unknown[0]}'; there are: {', '.join(PARTS)}")
    if asked.plot and asked.parts and "size" not in asked.parts:
        parser.error("--plot draws the part size, which is not among the parts")
    return asked


def at_least(least: int) -> Callable[[str], int]:
    """Make what reads a number that is not below this one; it raises ValueError."""

    def number(text: str) -> int:
        if int(text) < least:
            raise ValueError(text)
        return int(text)

    return number


def sizes_of(text: str) -> list[int]:
    """Read sizes of corpora, and put them in order; raises ValueError."""
    return sorted({at_least(1)(size) for size in text.split(",")})


def setting_of(asked: Namespace, folder: Path) -> Setting:
    """Give how to measure; raises SystemExit when the Python for datatrove lacks anything."""
    return Setting(
        folder=folder,
        sizes=asked.sizes or sizes_of(QUICK_SIZES if asked.quick else SIZES),
        pages=asked.pages or (QUICK_PAGES if asked.quick else PAGES),
        turns=asked.turns or (QUICK_TURNS if asked.quick else TURNS),
        datatrove=refuse_unfit(asked.datatrove) if asked.datatrove else "",
    )


def machine() -> str:
    """Describe the machine, and how busy it is."""
    cores = f"{available_cores()} cores"
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    python = f"Python {platform.python_version()}"
    return ", ".join(part for part in (platform.system(), cores, python, load) if part)


def show(section: Section) -> Section:
    """Print a part, and give it back."""
    print(f"\n## {section.title}\n")
    print("\n".join(section.lines), flush=True)
    return section


def figures_of(sections: Mapping[str, Section], setting: Setting) -> dict[str, object]:
    """Give all figures, each cost turn by turn, for machines."""
    return {
        "format": FORMAT,
        "machine": {"system": sys.platform, "cores": available_cores(), "about": machine()},
        "setting": {"sizes": setting.sizes, "pages": setting.pages, "turns": setting.turns},
        "parts": {part: section.figures for part, section in sections.items()},
        "targets": [
            {**target._asdict(), "found": target.found, "is_met": target.is_met}
            for section in sections.values()
            for target in section.targets
        ],
    }


if __name__ == "__main__":
    main()
