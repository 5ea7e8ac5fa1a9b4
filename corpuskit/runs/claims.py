"""Names that a reader gave to documents itself: no two documents share one, nor an id, nor a file.

Names of whole sources are settled by the plan; only what goes beyond them is kept here, in eight
bytes each.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

from corpuskit.errors import SourceRefused
from corpuskit.names import Keys, document_id, name_key
from corpuskit.runs.plan import Plan, Readable
from corpuskit.runs.seen import GrowingKeys, exact_key

NAME_TAKEN = "its name is that of another document"


class Claims:
    """The names, ids and files that documents of one pass over the sources have taken."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._seen = GrowingKeys()

    def refuse_taken(self, name: str, identity: str, file: str, number: int) -> None:
        """Take what a document needs: its name, its id and its files.

        `file` is the source of the disk that it came from, "" for a member of one; `number` counts
        the documents of the source, 0 when there is only one. Raises SourceRefused when another
        document has taken one of them.
        """
        if not number and name == file:
            return
        keys = set(self._wanted(name, identity, file, number))
        if any(key in self._planned or key in self._seen for key in keys):
            raise SourceRefused(name, NAME_TAKEN, "rename one of the two and convert again")
        for key in keys:
            self._seen.add(key)

    def _wanted(self, name: str, identity: str, file: str, number: int) -> Iterator[int]:
        yield exact_key("id", identity)
        yield exact_key("name of the whole" if name == file else "name", name)
        for form, names in self._plan.names.items():
            yield name_key(f"{form}/{names.numbered(name, number) if number else names.of(name)}")

    @cached_property
    def _planned(self) -> Keys:
        """What the sources of the plan have taken; most runs never ask."""
        return Keys(chain.from_iterable(map(self._of_source, Readable(self._plan))))

    def _of_source(self, name: str) -> Iterable[int]:
        yield exact_key("name", name)
        yield exact_key("id", document_id(name))
        for form, names in self._plan.names.items():
            yield name_key(f"{form}/{names.of(name)}")
