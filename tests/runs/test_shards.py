import json
import resource
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpuskit.errors import OutputInUse, RunFailed, UsageError
from corpuskit.exporter import Companion, CorpusInfo
from corpuskit.files.disk import facts_of
from corpuskit.files.packing import compression_of, open_unpacked, pack_file, packed
from corpuskit.ledger import FileFacts, decode_lines, decode_run
from corpuskit.runs.job import Job
from corpuskit.runs.packing import Packing
from corpuskit.runs.run import Progress, convert
from tests.run_fakes import Lines, Pages, Whole, fill, job, tree

LEDGER, RUN = ".corpuskit/ledger.jsonl", ".corpuskit/run.json"
COMPRESSIONS = pytest.mark.parametrize("compression", ["", "gz", "zst"])
HEADER = len(b"begin\n")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.txt").write_text(f"text {number}\n" * (number % 4 + 1))
    return folder


def unpacked(folder: Path) -> dict[str, bytes]:
    """Give what an output folder holds, its own notes aside, as it was before it was packed."""
    names = [name for name in tree(folder) if not name.startswith(".corpuskit")]
    return {_plain(name): _unpacked(folder / name) for name in names}


def records(folder: Path) -> list[bytes]:
    """Give the documents of the format "lines", from one file or several in their order."""
    files = sorted(item for item in unpacked(folder).items() if item[0].startswith("lines/corpus"))
    lines = [line for _, data in files for line in data.splitlines()]
    return [line for line in lines if line.startswith(b"d-")]


def manifest(folder: Path) -> dict[str, FileFacts]:
    run = decode_run((folder / RUN).read_bytes())
    assert run is not None
    return run.files


def size_of(first: bytes, last: bytes = b"") -> int:
    return HEADER + len(first) + len(last)


def _plain(name: str) -> str:
    compression = compression_of(name)
    return name.removesuffix(f".{compression}") if compression else name


def _unpacked(path: Path) -> bytes:
    with open_unpacked(path, compression_of(path.name)) as stream:
        return stream.read()


def test_each_shard_is_whole_by_itself_and_the_companion_stands_once(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", a_txt="one", b_txt="two", c_txt="three")
    size = size_of(b"d-a.txt: 'one'\n", b"d-b.txt: 'two'\n")
    convert(job(source, tmp_path / "out", packing=Packing("", size)))
    files = {name: data.decode() for name, data in unpacked(tmp_path / "out").items()}
    assert files == {
        "lines/corpus-00001.txt": (
            "begin\nd-a.txt: 'one'\nd-b.txt: 'two'\nend 2 ['d-a.txt', 'd-b.txt']\n"
        ),
        "lines/corpus-00002.txt": "begin\nd-c.txt: 'three'\nend 1 ['d-c.txt']\n",
        "lines/index.txt": (
            "d-a.txt corpus-00001.txt\nd-b.txt corpus-00001.txt\nd-c.txt corpus-00002.txt\n"
        ),
    }


def test_a_shard_is_cut_before_the_document_with_which_it_would_be_too_large(
    tmp_path: Path,
) -> None:
    source = fill(tmp_path / "in", a_txt="one", b_txt="two", c_txt="three")
    size = size_of(b"d-a.txt: 'one'\n", b"d-b.txt: 'two'\n")
    convert(job(source, tmp_path / "out", packing=Packing("", size - 1)))
    assert len([name for name in tree(tmp_path / "out") if "lines/corpus-" in name]) == 3


@pytest.mark.parametrize(("size", "shards"), [(1, 20), (1 << 40, 1)])
def test_a_document_larger_than_a_shard_has_its_own_and_all_may_fit_into_one(
    tmp_path: Path, texts: Path, size: int, shards: int
) -> None:
    convert(job(texts, tmp_path / "out", packing=Packing("", size)))
    names = [name for name in tree(tmp_path / "out") if name.startswith("lines/corpus")]
    assert names == [f"lines/corpus-{number:05}.txt" for number in range(1, shards + 1)]


def test_a_corpus_without_documents_is_one_shard(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", a_pdf="%PDF")
    convert(job(source, tmp_path / "out", packing=Packing("gz", 9)))
    assert unpacked(tmp_path / "out")["lines/corpus-00001.txt"] == b"begin\nend 0 []\n"
    assert manifest(tmp_path / "out")["lines/corpus-00001.txt.gz"].documents == 0


def test_shards_that_are_open_no_more_hold_no_file_open(tmp_path: Path, texts: Path) -> None:
    for number in range(150):
        (texts / f"more{number}.txt").write_text("text\n")
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (len([*Path("/dev/fd").iterdir()]) + 40, limits[1]))
    try:
        convert(job(texts, tmp_path / "out", packing=Packing("gz", 1)))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    assert len(records(tmp_path / "out")) == 170


@settings(max_examples=30)
@given(
    st.lists(st.text("ab\n", max_size=40), min_size=1, max_size=12),
    st.integers(1, 150),
    st.sampled_from(["", "gz", "zst"]),
)
def test_shards_hold_the_corpus_and_packing_changes_nothing_in_them(
    tmp_path_factory: pytest.TempPathFactory, pages: list[str], size: int, compression: str
) -> None:
    folder = tmp_path_factory.mktemp("run")
    source = fill(folder / "in", **{f"{n:02}_txt": page for n, page in enumerate(pages)})
    convert(job(source, folder / "whole", Lines(), Pages()))
    convert(job(source, folder / "cut", Lines(), Pages(), packing=Packing("", size)))
    both = Packing(compression, size)
    convert(job(source, folder / "both", Lines(), Pages(), packing=both))
    assert records(folder / "cut") == records(folder / "whole")
    assert unpacked(folder / "both") == unpacked(folder / "cut")
    for name, data in unpacked(folder / "cut").items():
        is_shard = name.startswith("lines/corpus")
        begun = data.partition(b"end ")[0]
        assert not is_shard or len(begun) <= size or begun.count(b"\n") == 2


@COMPRESSIONS
@pytest.mark.parametrize("size", [0, 120])
def test_the_manifest_tells_the_size_digest_and_documents_of_each_file(
    tmp_path: Path, texts: Path, compression: str, size: int
) -> None:
    formats = (Lines(), Pages()) if size else (Lines(), Pages(), Whole())
    convert(job(texts, tmp_path / "out", *formats, packing=Packing(compression, size)))
    files = manifest(tmp_path / "out")
    on_disk = {name: facts_of(tmp_path / "out" / name) for name in files}
    assert on_disk == {name: _without_count(facts) for name, facts in files.items()}
    for name in ("lines/corpus", "whole/corpus")[: len(formats) - 1]:
        counts = [facts.documents or 0 for path, facts in files.items() if path.startswith(name)]
        assert (sum(counts), all(counts)) == (20, True)
    companions = ("lines/index.txt", "pages/list.page")
    assert [files[name].documents for name in companions] == [None, None]
    run = json.loads((tmp_path / "out" / RUN).read_bytes())
    assert "documents" not in run["files"]["lines/index.txt"]


def _without_count(facts: FileFacts) -> FileFacts:
    return FileFacts(facts.bytes, facts.sha256)


@pytest.mark.parametrize("compression", ["gz", "zst"])
def test_files_of_all_formats_are_packed_but_no_companions(
    tmp_path: Path, texts: Path, compression: str
) -> None:
    formats = (Lines(), Pages(), Whole())
    convert(job(texts, tmp_path / "plain", *formats))
    convert(job(texts, tmp_path / "out", *formats, packing=Packing(compression)))
    plain, files = unpacked(tmp_path / "plain"), tree(tmp_path / "out")
    companions = {"lines/index.txt", "pages/list.page"}
    for name in plain.keys() - companions:
        assert files[f"{name}.{compression}"] == packed(plain[name], compression)
    assert companions <= files.keys()
    assert files["pages/list.page"] == plain["pages/list.page"]


def test_offsets_in_the_ledger_are_those_of_what_is_unpacked(tmp_path: Path, texts: Path) -> None:
    convert(job(texts, tmp_path / "out", Lines(), Pages(), packing=Packing("gz", 150)))
    ledger = decode_lines((tmp_path / "out" / LEDGER).read_bytes().splitlines())
    entries = [entry for line in ledger for entry in line.documents]
    whole = {name: _unpacked(tmp_path / "out" / name) for name in tree(tmp_path / "out")}
    for entry in entries:
        start, size = entry.written["lines"].start, entry.written["lines"].size
        data = whole[f"lines/{entry.files['lines']}"][start : start + size]
        assert data.startswith(f"{entry.id}: ".encode())
        assert data.endswith(b"\n")


def test_shards_and_packed_files_of_an_earlier_run_vanish(tmp_path: Path, texts: Path) -> None:
    work = job(texts, tmp_path / "out", Lines(), Pages(), packing=Packing("gz", 100))
    convert(work)
    assert len(list((tmp_path / "out/lines").iterdir())) > 5
    for path in sorted(texts.iterdir())[3:]:
        path.unlink()
    convert(work)
    convert(replace(work, output=str(tmp_path / "fresh")))
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")
    convert(replace(work, packing=Packing(), force=True))
    convert(replace(work, packing=Packing(), output=str(tmp_path / "plain")))
    assert tree(tmp_path / "out") == tree(tmp_path / "plain")


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        (Packing("gz"), Packing(), "compression: gz then, not set now"),
        (Packing(), Packing("zst"), "compression: not set then, zst now"),
        (Packing("", 100), Packing("", 200), "shard size: 100 then, 200 now"),
    ],
)
def test_a_folder_that_was_packed_otherwise_is_refused_and_kept(
    tmp_path: Path, texts: Path, then: Packing, now: Packing, told: str
) -> None:
    convert(job(texts, tmp_path / "out", packing=then))
    before = tree(tmp_path / "out")
    with pytest.raises(OutputInUse, match=told):
        convert(job(texts, tmp_path / "out", packing=now))
    assert tree(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"packing": Packing("", 9)}, "format 'whole' is written in one piece"),
        ({"packing": Packing("rar")}, "there is no compression 'rar'"),
        ({"packing": Packing("", -1)}, "a shard cannot have -1 bytes"),
        ({"packing": Packing("gz"), "output": ""}, "standard output is neither packed nor cut"),
        ({"packing": Packing("", 9), "output": ""}, "standard output is neither packed nor cut"),
    ],
)
def test_what_cannot_be_cut_or_packed_is_refused_before_anything_is_touched(
    tmp_path: Path, texts: Path, changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        convert(replace(job(texts, tmp_path / "out", Whole()), **changes))
    assert not (tmp_path / "out").exists()


class Beside(Lines):
    """An exporter with a companion of any name."""

    name: ClassVar[str] = "beside"

    def __init__(self, companion: str) -> None:
        self._companion = companion

    def companions(self, corpus: CorpusInfo) -> Iterator[Companion]:
        yield Companion(self._companion, (b"beside",))


@pytest.mark.parametrize("name", ["corpus-00002.txt.gz", "Corpus-00001.txt.GZ", "corpus.txt"])
def test_a_companion_cannot_be_called_as_the_corpus_or_a_shard(
    tmp_path: Path, texts: Path, name: str
) -> None:
    work = job(texts, tmp_path / "out", Beside(name), packing=Packing("gz", 150))
    with pytest.raises(RunFailed, match=rf"names a companion '{name}' as another file of its own"):
        convert(work)


def stopped(work: Job, done: int) -> None:
    """Do a job up to some number of sources, as a person does who loses patience."""

    def interrupt(progress: Progress) -> None:
        if progress.done == done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        convert(work, interrupt)


@COMPRESSIONS
@pytest.mark.parametrize("size", [0, 1, 150])
def test_a_run_that_is_stopped_and_goes_on_gives_the_bytes_of_one_that_was_not(
    tmp_path: Path, texts: Path, compression: str, size: int
) -> None:
    work = job(texts, tmp_path / "out", Lines(), Pages(), packing=Packing(compression, size))
    convert(replace(work, output=str(tmp_path / "fresh")))
    for done in (3, 4, 17):
        stopped(work, done)
        assert not list((tmp_path / "out").glob("lines/*"))
    summary = convert(work)
    assert summary.reused == 17
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


@COMPRESSIONS
@pytest.mark.parametrize("size", [0, 150])
def test_what_did_not_change_is_taken_over_from_a_finished_run(
    tmp_path: Path, texts: Path, compression: str, size: int
) -> None:
    work = job(texts, tmp_path / "out", Lines(), Pages(), packing=Packing(compression, size))
    convert(work)
    assert convert(work).is_unchanged
    fill(texts, a000_txt="new\n" * 100, a12_txt="new\n", a001_txt="new\n" * 100)
    (texts / "05.txt").unlink()
    (texts / "07.txt").write_text("changed\n")
    summary = convert(work)
    convert(replace(work, output=str(tmp_path / "fresh")))
    assert summary.reused == 18
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


@pytest.mark.parametrize("size", [0, 150])
def test_packed_files_of_earlier_runs_are_opened_once_each(
    tmp_path: Path, texts: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = job(texts, tmp_path / "out", packing=Packing("gz", size))
    opened: list[str] = []

    def watched(path: Path, compression: str) -> BinaryIO:
        stream = open_unpacked(path, compression)
        opened.append(path.name)
        return stream

    stopped(work, 17)
    monkeypatch.setattr("corpuskit.runs.earlier.open_unpacked", watched)
    convert(work)
    assert max(Counter(opened).values()) == 1
    opened.clear()
    fill(texts, a12_txt="new")
    convert(work)
    assert (
        max(Counter(opened).values()) == 2
    )  # to see whether all is unchanged, and to take it over


@pytest.mark.parametrize("compression", ["gz", "zst"])
@pytest.mark.parametrize("harm", ["torn", "flipped", "gone", "empty", "unpacked"])
def test_a_packed_file_that_was_damaged_is_made_anew(
    tmp_path: Path, texts: Path, compression: str, harm: str
) -> None:
    work = job(texts, tmp_path / "out", Lines(), Pages(), packing=Packing(compression, 150))
    convert(work)
    before = tree(tmp_path / "out")
    for name in (f"lines/corpus-00002.txt.{compression}", f"pages/03.page.{compression}"):
        _damage(tmp_path / "out" / name, before[name], harm)
    summary = convert(work)
    assert not summary.is_unchanged
    assert 0 < summary.reused < 20
    assert tree(tmp_path / "out") == before


def _damage(path: Path, data: bytes, harm: str) -> None:
    middle = len(data) // 2
    flipped = data[:middle] + bytes([data[middle] ^ 16]) + data[middle + 1 :]
    harms = {"torn": data[:middle], "flipped": flipped, "empty": b"", "unpacked": b"plain\n" * 99}
    path.unlink()
    if harm in harms:
        path.write_bytes(harms[harm])


def test_a_disk_that_is_full_when_a_shard_is_packed_is_a_failure_that_the_next_run_mends(
    tmp_path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = job(texts, tmp_path / "out", packing=Packing("gz", 150))
    packs = [0]

    def full(source: Path, target: Path, compression: str) -> FileFacts:
        packs[0] += 1
        if packs[0] == 3:
            target.write_bytes(b"\x1f\x8b")
            raise OSError(28, "No space left on device")
        return pack_file(source, target, compression)

    with monkeypatch.context() as patch:
        patch.setattr("corpuskit.files.output.pack_file", full)
        message = r"lines/corpus-00003\.txt\.gz cannot be written: No space left on device; what"
        with pytest.raises(RunFailed, match=message):
            convert(work)
    assert not (tmp_path / "out/lines").exists()
    assert convert(work).reused > 5
    convert(replace(work, output=str(tmp_path / "fresh")))
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")
