"""A complete work folder brought to its store: what differs is sent, what vouches for it last.

A store has no lock that works everywhere, and no step that changes several objects. So run.json
goes first and comes last: without it nobody takes what stands there for a corpus, and the journal
beside it says that it is ours and how far it is.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from corpuskit.errors import OutputInUse
from corpuskit.files.inputs import lines
from corpuskit.files.publishing import (
    THE_JOURNAL,
    THE_LEDGER,
    THE_RUN,
    Head,
    Prints,
    Record,
    Steps,
    journal,
    prints,
    read_journal,
    size_below,
    steps,
)
from corpuskit.files.sending import ADVICE, Sender
from corpuskit.files.stores import Store, failing_at
from corpuskit.files.urls import shown
from corpuskit.ledger import Run, decode_run
from corpuskit.runs.job import Job, Progress
from corpuskit.runs.summary import Summary
from corpuskit.wording import counted

Tell = Callable[[Progress], None]
_NAMES_ALONE = Run("", {})


class _There(NamedTuple):
    """What is known of a store: its files, and the publication that was stopped there, if any."""

    files: Prints
    publication: str
    is_stopped: bool


class Delivery:
    """The way of one work folder to its store."""

    def __init__(self, job: Job, planned: bytes | None, progress: Tell) -> None:
        """Take a job with a store, and run.json as it stood there when the job was planned."""
        self._job, self._planned, self._progress = job, planned, progress
        self._folder = Path(job.output)
        self._sent, self._bytes, self._removed, self._files = 0, 0, 0, 0
        self._is_changed = False

    def publish(self) -> None:
        """Bring the store to what the folder holds; whoever calls holds the lock of the folder.

        Raises OutputInUse when another run is or was published there meanwhile, RunFailed when the
        store fails.
        """
        with failing_at(self._job.store, ADVICE):
            store, vouching = Store(self._job.store), b"".join(lines(self._folder / THE_RUN))
            if store.read(THE_RUN) != self._planned:
                raise self._overtaken()
            run = decode_run(vouching) or _NAMES_ALONE
            here = prints(run, lines(self._folder / THE_LEDGER))
            sizes = store.sizes()
            there = self._there(store, sizes)
            todo = steps(here, there.files, sizes, size_below(self._folder))
            self._files = len(here)
            if vouching != self._planned or todo.send or todo.remove:
                head = self._begin(store, there, here, todo, run)
                self._change(store, here, todo)
                self._finish(store, head, vouching)
                self._is_changed = True
            elif there.is_stopped:
                store.remove(THE_JOURNAL)
            Record(self._folder).forget()

    def tell(self, summary: Summary) -> None:
        """Say what was sent, and where the work was done."""
        told = f"sent: nothing, {counted(self._files, 'file')} are there already"
        if self._is_changed:
            files, size = counted(self._sent, "file"), counted(self._bytes, "byte")
            told = f"sent: {files} of {self._files:,}, {size}"
        told += f"; removed: {counted(self._removed, 'file')}" if self._removed else ""
        summary.remarks[:0] = [told, f"work folder: {self._job.output}"]
        summary.is_unchanged = summary.is_unchanged and not self._is_changed

    def _there(self, store: Store, sizes: dict[str, int]) -> _There:
        head, listed = None, list[str]()
        is_stopped = THE_JOURNAL in sizes
        if is_stopped:
            head, listed = read_journal(store.lines(THE_JOURNAL))
        files: Prints = dict.fromkeys(listed, b"")
        ledger = store.lines(THE_LEDGER) if THE_LEDGER in sizes else ()
        if earlier := decode_run(self._planned or b""):
            return _There(files | _vouched(earlier, ledger), "", is_stopped)
        files |= dict.fromkeys(prints(_NAMES_ALONE, ledger), b"")
        known = Record(self._folder).read(head.publication) if head else {}
        return _There(files | known, head.publication if head and known else "", is_stopped)

    def _begin(self, store: Store, there: _There, here: Prints, todo: Steps, run: Run) -> Head:
        head = Head(there.publication or secrets.token_hex(8), replace(run, files={}, ledger=None))
        unsent = frozenset(todo.send)
        known = {name: told for name, told in here.items() if name not in unsent}
        Record(self._folder).start(head.publication, known)
        store.put(THE_JOURNAL, journal(head, sorted({*here, *there.files})))
        store.remove(THE_RUN)
        return head

    def _change(self, store: Store, here: Prints, todo: Steps) -> None:
        sender, record = Sender(store, self._folder), Record(self._folder)
        total = len(todo.send)

        def send(names: Iterable[str]) -> None:
            with closing(sender.send(names)) as sending:
                for name in sending:
                    if name:
                        record.add([(name, here[name])])
                        self._sent += 1
                    self._bytes = sender.bytes
                    self._progress(Progress(self._sent, total, name, sent=sender.bytes))

        send(name for name in todo.send if name != THE_LEDGER)
        with closing(sender.remove(todo.remove)) as removing:
            for name in removing:
                self._removed += bool(name)
                self._progress(Progress(self._sent, total, "", sent=sender.bytes))
        send(name for name in todo.send if name == THE_LEDGER)

    def _finish(self, store: Store, head: Head, vouching: bytes) -> None:
        now, _ = read_journal(store.lines(THE_JOURNAL))
        if now is None or now.publication != head.publication:
            raise self._overtaken()
        store.put(THE_RUN, (vouching,))
        store.remove(THE_JOURNAL)

    def _overtaken(self) -> OutputInUse:
        place = shown(self._job.store)
        return OutputInUse(f"{place}: another run was published there meanwhile; run again")


def _vouched(run: Run, ledger: Iterable[bytes]) -> Prints:
    """Give what run.json of a store says; only the names when its ledger is not the right one."""
    digest = hashlib.sha256()

    def hashed() -> Iterator[bytes]:
        for line in ledger:
            digest.update(line)
            yield line

    files = prints(run, hashed())
    is_right = run.ledger is not None and run.ledger.sha256 == digest.hexdigest()
    return files if is_right else dict.fromkeys(files, b"")
