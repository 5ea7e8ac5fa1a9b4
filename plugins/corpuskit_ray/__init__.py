"""The engine "ray": tasks of a run go to the machines of a Ray cluster, or to one made for the run.

Files are read by the workers, by their paths: on several machines the sources must lie on a file
system that all of them share, under the same path. What is in archives and tables is unpacked by
the machine that runs the command, and sent to the workers. What workers made comes back to that
machine, which alone writes. All machines need the same installation; one with another version ends
the run with a line that names it.

Ray gets as many tasks as there are slots, and as many again that wait for their turn. A task tells
when it begins, so that the time that it waits for a machine is not taken for its own. What workers
print stands in the logs of Ray.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpuskit import hookimpl

if TYPE_CHECKING:
    from corpuskit import Engine


@hookimpl
def corpuskit_engines() -> list[Engine]:
    """Offer the engine; Ray, which is large, is loaded when it is used."""
    from corpuskit_ray.engine import RayEngine  # noqa: PLC0415  # loaded when used

    return [RayEngine()]
