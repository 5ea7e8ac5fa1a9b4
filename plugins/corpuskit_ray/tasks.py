"""What runs on the workers: a task that says when it begins, and then gives its result."""

import pickle
import platform
import socket
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.metadata import Distribution, distributions
from typing import Any, NamedTuple

import ray

from corpuskit import VERSION, Failed, RunFailed

Versions = tuple[tuple[str, str], ...]


class Parcel(NamedTuple):
    """What every task brings along: where its work is, and the versions that it was made with."""

    work: tuple[Any]
    """A reference, in a tuple so that only a worker that does not know it yet fetches the bytes."""
    versions: Versions


def begin_and_do(parcel: Parcel, task: Any) -> Iterator[Any]:
    """Give None when the work begins, and then its result.

    Raises RunFailed when another version is installed here, or something is not.
    """
    work = _unpacked(parcel)
    yield None
    try:
        result = work(task)
    except Exception:
        raise
    except BaseException as error:  # noqa: BLE001  # a plugin's doing, which would end the worker
        result = Failed(f"worker ended by {type(error).__name__}")
    yield result


@lru_cache(maxsize=1)
def _unpacked(parcel: Parcel) -> Callable[[Any], Any]:
    """Unpack what a worker does, once for all tasks of a run."""
    check_versions(parcel.versions)
    data = ray.get(parcel.work[0])
    try:
        work: Callable[[Any], Any] = pickle.loads(data)  # noqa: S301  # our own, through Ray
    except Exception as error:
        cause = f"{type(error).__name__}: {error}"
        raise RunFailed(_told(f"lacks what the run needs: {cause}")) from error
    return work


def check_versions(wanted: Versions) -> None:
    """Raise RunFailed when this machine has other versions than the one that began the run."""
    ours, theirs = dict(installed_versions()), dict(wanted)
    for name in sorted({*ours, *theirs}):
        here, there = (found.get(name, "missing") for found in (ours, theirs))
        if here != there:
            cause = f"{name} is {here} there and {there} where the run began"
            raise RunFailed(_told(f"has another installation: {cause}"))


def installed_versions() -> Versions:
    """Give the versions of Python, corpuskit and all distributions that bring plugins."""
    found = {"corpuskit": VERSION, "Python": platform.python_version()}
    for distribution in distributions():
        if _brings_plugins(distribution):
            found.setdefault(distribution.metadata["Name"], distribution.version)
    return tuple(sorted(found.items()))


def _brings_plugins(distribution: Distribution) -> bool:
    try:
        return any(each.group.startswith("corpuskit.") for each in distribution.entry_points)
    except Exception:  # noqa: BLE001  # damaged metadata of a stranger
        return False


def _told(cause: str) -> str:
    return f"worker on {socket.gethostname()} {cause}; install the same on all machines"
