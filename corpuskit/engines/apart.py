"""A process that gives things one by one, for what cannot be trusted to come to an end here.

Opening a container runs decoders and parsers of others over foreign bytes. In a process of its own
they may crash or hang, and cost the container alone.
"""

import pickle
from collections.abc import Generator
from multiprocessing.connection import Connection
from typing import Any

from corpuskit.engines.child import Call, Child, portable
from corpuskit.errors import CorpuskitError
from corpuskit.wording import in_words


class Lost(CorpuskitError):
    """The process died, hung, or cannot send what it has; the text is the cause in a few words."""


class Apart:
    """Calls a generator in a process that is started when it is needed, and again after a loss."""

    def __init__(self, work: bytes) -> None:
        """Take the pickled generator function."""
        self._work = work
        self._running: list[Child] = []
        self._number = 0

    def items(self, task: object, seconds: float) -> Generator[Any]:
        """Give what the generator gives for a task; to be taken to its end or closed.

        Raises Lost when the process dies, gives nothing for so many seconds or cannot send it.
        """
        self._number += 1
        child = self._asked(task)
        is_over = False
        try:
            while not is_over:
                kind, number, value = self._received(child, seconds)
                is_over = (kind, number) == ("end", self._number)
                if (kind, number) == ("given", self._number):
                    yield value
        finally:
            if not is_over:
                self.close()

    def close(self) -> None:
        """Stop the process."""
        while self._running:
            self._running.pop().stop()

    def _asked(self, task: object) -> Child:
        """Give a process that was sent the task; one that died meanwhile is replaced."""
        for child in self._running:
            try:
                child.connection.send((self._number, task))
            except OSError:
                self.close()
            else:
                return child
        child = Child(_serve, self._work)
        self._running.append(child)
        child.connection.send((self._number, task))
        return child

    def _received(self, child: Child, seconds: float) -> tuple[str, int, Any]:
        if not child.connection.poll(seconds):
            raise Lost(f"longer than {seconds:g} s")
        try:
            kind, number, value = child.receive()
        except EOFError as error:
            self._running.remove(child)
            raise Lost(child.bury()) from error
        if kind == "failed":
            raise value
        return kind, number, value


def _serve(connection: Connection, call: Call) -> None:
    """Give what the generator gives for each task, until the pipe ends."""
    while True:
        number, task = connection.recv()
        try:
            for item in call(task):
                connection.send_bytes(_packed(("given", number, item)))
            connection.send(("end", number, None))
        except OSError:
            raise
        except Exception as error:  # noqa: BLE001  # whatever it is, the run is to end with it
            connection.send(("failed", number, portable(error)))


def _packed(message: tuple[str, int, object]) -> bytes:
    try:
        return pickle.dumps(message)
    except Exception as error:
        raise Lost(f"what it gave cannot be sent to another process: {in_words(error)}") from error
