import io
import os
from collections.abc import Iterable
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.commands.progress import (
    CLEAR,
    LONGEST,
    Facts,
    Pace,
    columns,
    fitted,
    shown_progress,
    spoken_rate,
    time_left,
    told_progress,
)
from corpuskit.escape import safe
from corpuskit.runs.job import Progress

FACTS = Facts("1,234/30,000 sources (4%)", "512/s", "ETA 57 s", "3 refused")
WIDEST = "1,234/30,000 sources (4%), 512/s, ETA 57 s, 3 refused"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True

    @property
    def drawn(self) -> list[str]:
        return self.getvalue().split(CLEAR)[1:]


class AsciiTerminal(Terminal):
    encoding = "ascii"


class Gone(Terminal):
    def write(self, text: str) -> int:
        raise BrokenPipeError


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")


def watch(stream: io.StringIO, moments: Iterable[tuple[float, Progress]]) -> None:
    """Tell a display how far a run is, each time at a second after its start."""
    clock = Clock()
    with shown_progress(stream, clock) as tell:
        for second, progress in moments:
            clock.now = 1000.0 + second
            tell(progress)


def steady(per_second: int, seconds: int, total: int) -> list[tuple[float, Progress]]:
    return [(s, Progress(per_second * s, total, f"{s}.txt")) for s in range(1, seconds + 1)]


def test_a_terminal_shows_how_far_how_fast_how_long_what_was_refused_and_the_last_source() -> None:
    terminal = Terminal()
    moments = [(s, Progress(100 * s, 30_000, f"{s}.txt", s // 4)) for s in range(1, 9)]
    watch(terminal, moments)
    assert terminal.drawn == [
        "100/30,000 sources (0%), 1.txt",
        "200/30,000 sources (0%), 100/s, 2.txt",
        "300/30,000 sources (1%), 100/s, 3.txt",
        "400/30,000 sources (1%), 100/s, 1 refused, 4.txt",
        "500/30,000 sources (1%), 100/s, 1 refused, 5.txt",
        "600/30,000 sources (2%), 100/s, ETA 5 min, 1 refused, 6.txt",
        "700/30,000 sources (2%), 100/s, ETA 5 min, 1 refused, 7.txt",
        "800/30,000 sources (2%), 100/s, ETA 5 min, 2 refused, 8.txt",
        "",
    ]


def test_the_line_is_drawn_ten_times_a_second_at_most() -> None:
    terminal = Terminal()
    watch(terminal, ((n / 1000, Progress(n, 1000, "a")) for n in range(1000)))
    assert len(terminal.drawn) == 10 + 1


def test_the_line_is_wiped_away_when_the_run_fails() -> None:
    terminal = Terminal()
    with pytest.raises(KeyboardInterrupt), shown_progress(terminal, Clock()):
        raise KeyboardInterrupt
    assert terminal.getvalue() == CLEAR


def test_the_width_is_asked_for_at_each_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, clock = Terminal(), Clock()
    with shown_progress(terminal, clock) as tell:
        for second, width in enumerate(("80", "23", "14")):
            clock.now = 1000.0 + second / 2
            monkeypatch.setenv("COLUMNS", width)
            tell(Progress(3, 10, "folder/of/pages/a.txt"))
    assert terminal.drawn[:3] == [
        "3/10 sources (30%), folder/of/pages/a.txt",
        "3/10 sources (30%)",
        "3/10 sources ",
    ]


def test_the_width_is_that_of_the_stream_where_standard_output_is_no_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sizes = {7: os.terminal_size((20, 5))}

    def size_of(number: int) -> os.terminal_size:
        if number not in sizes:
            raise OSError
        return sizes[number]

    class Seventh(Terminal):
        def fileno(self) -> int:
            return 7

    monkeypatch.delenv("COLUMNS")
    monkeypatch.setattr(os, "get_terminal_size", size_of)
    terminal = Seventh()
    watch(terminal, [(1, Progress(3, 10, "a/long/name/that/does/not/fit.txt"))])
    assert terminal.drawn[0] == "3/10 sources (30%)"


def test_a_terminal_that_does_not_know_its_size_is_taken_for_a_usual_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("COLUMNS")
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((0, 0)))
    terminal = Terminal()
    watch(terminal, [(1, Progress(3, 10, "x" * 100))])
    assert columns(terminal.drawn[0]) == 79


def test_a_narrow_line_does_without_the_name_then_the_rate_then_more() -> None:
    name = "site/folder/one.txt"
    assert fitted(FACTS, name, 74) == f"{WIDEST}, {name}"
    assert fitted(FACTS, name, 73) == f"{WIDEST}, .../folder/one.txt"
    assert fitted(FACTS, name, 67) == f"{WIDEST}, ...r/one.txt"
    assert fitted(FACTS, name, 66) == WIDEST
    assert fitted(FACTS, name, 52) == "1,234/30,000 sources (4%), ETA 57 s, 3 refused"
    assert fitted(FACTS, name, 45) == "1,234/30,000 sources (4%), ETA 57 s"
    assert fitted(FACTS._replace(left=""), name, 36) == "1,234/30,000 sources (4%), 3 refused"
    assert fitted(FACTS, name, 34) == "1,234/30,000 sources (4%)"
    assert fitted(FACTS, name, 5) == "1,234"
    assert fitted(FACTS, name, 0) == ""
    assert fitted(FACTS, name, -1) == ""


def test_wide_characters_count_twice_and_marks_not_at_all() -> None:
    assert columns("báo") == columns(normalize("NFD", "báo")) == 3
    assert columns("新聞") == 4
    assert columns("ｱ") == 1
    assert columns("ａ") == 2
    facts = Facts("1/2", "", "", "")
    assert fitted(facts, "新聞網站的頁面", 19) == "1/2, 新聞網站的頁面"
    assert fitted(facts, "新聞網站的頁面", 18) == "1/2, ...網站的頁面"
    assert fitted(facts, "新聞網站的頁面", 17) == "1/2, ...站的頁面"


def test_a_name_is_not_cut_between_a_letter_and_its_marks() -> None:
    name = "x" * 9 + normalize("NFD", "ệ") + "y" * 9
    assert fitted(Facts("1/2", "", "", ""), name, 17) == "1/2, ..." + "y" * 9
    assert fitted(Facts("1/2", "", "", ""), name, 18) == "1/2, ..." + name[-12:]


names = st.text(st.characters(exclude_categories=()), max_size=80)


@given(names, st.integers(0, 120))
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    assert columns(fitted(FACTS, safe(name), width)) <= width


@given(names)
def test_no_name_can_steer_the_terminal_or_break_the_line(name: str) -> None:
    terminal = Terminal()
    watch(terminal, [(1, Progress(1, 2, name))])
    (drawn, wiped) = terminal.drawn
    assert drawn.isprintable()
    assert wiped == ""


def test_a_name_is_measured_as_the_stream_writes_it() -> None:
    terminal = AsciiTerminal()
    watch(terminal, [(1, Progress(1, 2, "tin tức/" + "ệ" * 20))])
    assert terminal.drawn[0] == "1/2 sources (50%), ..." + ("\\u1ec7" * 20)[-57:]
    assert columns(terminal.drawn[0]) == 79


@pytest.mark.parametrize(
    ("per_second", "spoken"),
    [
        (2512.4, "2,512/s"),
        (10, "10/s"),
        (3.14, "3.1/s"),
        (1, "1.0/s"),
        (0.5, "30/min"),
        (0.02, "1.2/min"),
        (0.01, "36/h"),
        (0.0001, "0.4/h"),
    ],
)
def test_a_rate_is_told_in_the_unit_that_leaves_at_least_one(
    per_second: float, spoken: str
) -> None:
    assert spoken_rate(per_second) == spoken


@pytest.mark.parametrize(
    ("sources", "rate", "spoken"),
    [
        (1, 1000, "1 s"),
        (60, 1, "60 s"),
        (61, 1, "2 min"),
        (3540, 1, "59 min"),
        (3541, 1, "1 h 00 min"),
        (7500, 1, "2 h 05 min"),
        (LONGEST, 1, "99 h 00 min"),
        (LONGEST + 1, 1, "over 99 h"),
        (10**30, 1e-300, "over 99 h"),
        (5, 5e-324, "over 99 h"),
        (0, 1, ""),
        (-3, 1, ""),
        (5, 0, ""),
    ],
)
def test_the_time_that_is_left_is_rounded_up_and_never_absurd(
    sources: int, rate: float, spoken: str
) -> None:
    assert time_left(sources, rate) == spoken


def test_the_rate_is_that_of_the_last_ten_seconds() -> None:
    pace = Pace()
    for tenth in range(1001):  # a hundred a second for a minute, then ten a second
        done = tenth * 10 if tenth <= 600 else 6000 + tenth - 600
        pace.note(tenth / 10, done)
    assert pace.rate(100.0, 6400, 1.0) == pytest.approx(10.0)


def test_the_rate_is_taken_since_the_last_source_when_that_is_longer_ago() -> None:
    pace = Pace()
    pace.note(0.0, 1)
    pace.note(300.0, 2)
    assert pace.rate(300.0, 2, 1.0) == 1 / 300


def test_a_pace_needs_evidence_and_remembers_little() -> None:
    pace = Pace()
    assert pace.rate(5.0, 3, 1.0) == 0.0
    pace.note(5.0, 3)
    assert pace.rate(5.0, 3, 0.0) == 0.0
    assert pace.rate(5.9, 30, 1.0) == 0.0
    assert pace.rate(4.0, 30, 1.0) == 0.0
    assert pace.rate(7.0, 1, 1.0) == 0.0
    for thousandth in range(100_000):
        pace.note(5 + thousandth / 1000, thousandth)
    assert len(pace._moments) <= 22  # noqa: SLF001  # memory is the point


@pytest.mark.parametrize(
    ("progress", "told"),
    [
        (Progress(1, 0, "a"), "1/0 sources, a"),
        (Progress(5, 3, "a"), "5/3 sources (100%), a"),
        (Progress(299, 300, "a"), "299/300 sources (99%), a"),
        (Progress(1, 1, ""), "1/1 sources (100%)"),
        (Progress(3, 12, "tei/a.xml", sent=0), "3/12 files (25%), 0 B sent, tei/a.xml"),
        (Progress(3, 12, "", sent=999), "3/12 files (25%), 999 B sent"),
        (Progress(3, 12, "", sent=12_345_678), "3/12 files (25%), 12.3 MB sent"),
        (Progress(3, 12, "", sent=5_000 * 10**12), "3/12 files (25%), 5,000.0 TB sent"),
    ],
)
def test_odd_totals_are_told_without_a_fault(progress: Progress, told: str) -> None:
    terminal = Terminal()
    watch(terminal, [(0, progress)])
    assert terminal.drawn[0] == told


def test_the_rate_of_files_that_are_sent_is_not_that_of_the_sources_before() -> None:
    terminal = Terminal()
    moments = [(s, Progress(100 * s, 800, "a")) for s in range(1, 9)]
    moments += [(10 + s, Progress(10 * s, 100, "", sent=1000 * s)) for s in range(3)]
    watch(terminal, moments)
    assert terminal.drawn[8:11] == [
        "0/100 files (0%), 0 B sent",
        "10/100 files (10%), 1.0 kB sent, 10/s",
        "20/100 files (20%), 2.0 kB sent, 10/s",
    ]


def test_a_line_for_each_file_is_written_once_it_is_sent() -> None:
    log = io.StringIO()
    tell = told_progress(log)
    for name in ("", "tei/a.xml", ""):
        tell(Progress(1, 2, name, sent=10))
    assert log.getvalue() == "1/2 tei/a.xml\n"


def test_a_log_gets_one_line_a_minute() -> None:
    log = io.StringIO()
    watch(log, steady(10, 150, 10_000))
    assert log.getvalue() == (
        "600/10,000 sources (6%), 10/s, ETA 16 min, 60.txt\n"
        "1,200/10,000 sources (12%), 10/s, ETA 15 min, 120.txt\n"
    )


def test_a_run_of_less_than_a_minute_says_nothing_in_a_log() -> None:
    log = io.StringIO()
    watch(log, steady(10, 59, 10_000))
    assert log.getvalue() == ""


def test_a_log_has_no_escape_sequences_and_the_whole_name_on_one_line() -> None:
    log = io.StringIO()
    watch(log, [(61, Progress(1, 2, "x" * 200 + "\x1b[31m\n\udcff.txt", 2))])
    name = "x" * 200 + "\\x1b[31m\\n\\udcff.txt"
    assert log.getvalue() == f"1/2 sources (50%), 2 refused, {name}\n"


def test_a_dumb_terminal_gets_lines_as_a_log_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    terminal = Terminal()
    watch(terminal, steady(1, 61, 122))
    assert terminal.getvalue() == "60/122 sources (49%), 1.0/s, ETA 2 min, 60.txt\n"


def test_a_run_goes_on_when_whoever_watches_goes_away() -> None:
    gone = Gone()
    watch(gone, steady(1, 3, 3))
    told_progress(gone)(Progress(1, 2, "a"))


def test_each_source_is_named_on_a_line_of_its_own_when_asked_for() -> None:
    log = io.StringIO()
    tell = told_progress(log)
    tell(Progress(1, 1200, "a\x1b.txt"))
    tell(Progress(2, 1200, "b.txt"))
    assert log.getvalue() == "1/1200 a\\x1b.txt\n2/1200 b.txt\n"
