"""A cluster of Ray on this machine, each node some processes, and a reader that harms it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.strangers import install

MOODY = """
import os, signal, time

import msgspec
import ray
from pathlib import Path

from corpuskit import decode_file, hookimpl


def kill_once(place):
    if not (place / "killed").exists():
        (place / "killed").touch()
        kill(place)


def kill(place):
    os.kill(os.getpid(), signal.SIGKILL)


def hang(place):
    while True:
        pass


def doze(place):
    time.sleep(2)


def stay_on_the_doomed_node(place):
    if (place / "doomed").exists():
        if (place / "doomed").read_text() == ray.get_runtime_context().get_node_id():
            (place / "taken").touch()
            time.sleep(600)
        while not (place / "taken").exists():
            time.sleep(0.05)


class MoodyReader:
    name, suffixes, summary = "moody", (".moody",), "does what the first line says"

    def read(self, file):
        mood, _, place = file.data.decode().partition("\\n")[0].partition(" ")
        globals()[mood](Path(place))
        raw = decode_file(file)
        source = msgspec.structs.replace(raw.source, reader=self.name)
        yield raw._replace(source=source)


@hookimpl
def corpuskit_readers():
    return [MoodyReader()]
"""


def moody_plugin(folder: Path) -> Path:
    """Install a reader of documents that say what harm they do: "kill PLACE", "hang PLACE"."""
    return install(folder, "ck-moody", {"readers": "moody = ck_moody"}, ck_moody=MOODY)


class Nodes:
    """A cluster of nodes with one core each."""

    def __init__(self, cluster: Any) -> None:
        self._cluster = cluster

    @property
    def address(self) -> str:
        address: str = self._cluster.address
        return address

    def add(self) -> Any:
        """Add a node, and give it when it is ready."""
        node = self._cluster.add_node(num_cpus=1, include_dashboard=False)
        self._cluster.wait_for_nodes()
        return node

    def remove(self, node: Any) -> None:
        """Kill a node with all its workers, as when a machine is switched off."""
        self._cluster.remove_node(node, allow_graceful=False)


@contextmanager
def two_nodes(beside: Path) -> Iterator[Nodes]:
    """Start two nodes whose workers find the distributions in the folder `beside`."""
    folder = tempfile.mkdtemp(prefix="rays")  # a short path, since sockets stand in it
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(beside))
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("RAY_worker_niceness", "0")
        cluster = _started(folder)
        try:
            yield Nodes(cluster)
        finally:
            cluster.shutdown()
            shutil.rmtree(folder, ignore_errors=True)


def _started(folder: str) -> Any:
    """Start a cluster; one try in three failed where another session was starting."""
    from ray.cluster_utils import Cluster  # noqa: PLC0415  # a second, which only these tests need

    # Ray notes the address of a cluster here, whatever folder it was given, and does not make it.
    Path(tempfile.gettempdir(), "ray").mkdir(exist_ok=True)
    head = {"num_cpus": 1, "include_dashboard": False, "temp_dir": folder}
    for is_last in (False, True):
        try:
            cluster = Cluster(initialize_head=True, head_node_args=head)
            Nodes(cluster).add()
        except Exception:
            if is_last:
                raise
        else:
            return cluster
    raise AssertionError
