"""A labelled document laid over the lines of its gold."""

from msgspec.structs import replace

from corpuskit.model import Label, RepeatKind, Selection
from quality.judging import judge, leaves_out, why
from tests.benchmarks.samples import answer_of, block, document_of, record_of


def test_a_line_is_kept_when_half_of_its_characters_are() -> None:
    record = record_of(("abcd", "main"))
    blocks = [block(0, "ab", Label.CHROME), block(2, "cd\n", Label.PARAGRAPH)]
    (line,) = judge(record, record.gold_lines(), document_of(blocks))
    assert (line.kept, len(line.parts), line.block.label) == (True, 2, Label.CHROME)


def test_a_line_is_left_out_when_less_than_half_is_kept() -> None:
    record = record_of(("ab cde", "main"))
    blocks = [block(0, "ab ", Label.PARAGRAPH), block(3, "cde\n", Label.CHROME)]
    (line,) = judge(record, record.gold_lines(), document_of(blocks))
    assert (line.kept, line.is_wrong, line.block.label) == (False, True, Label.CHROME)


def test_several_lines_may_lie_in_one_block() -> None:
    record = record_of(("one", "main"), ("two", "chrome"))
    lines = judge(
        record, record.gold_lines(), document_of([block(0, record.text, Label.PARAGRAPH)])
    )
    assert [(line.kept, line.is_wrong) for line in lines] == [(True, False), (True, True)]


def test_a_block_below_the_lowest_confidence_stays() -> None:
    record = record_of(("menu", "chrome"))
    document = document_of(
        [block(0, record.text, Label.CHROME, 0.7)], Selection(min_confidence=0.8)
    )
    (line,) = judge(record, record.gold_lines(), document)
    assert line.kept


def test_a_repeat_is_left_out_and_says_so() -> None:
    again = replace(block(5, "text\n", Label.PARAGRAPH), repeat_of=0, repeat_kind=RepeatKind.EXACT)
    assert leaves_out(again, Selection())
    assert why(again, Selection()) == "repeat.exact, paragraph.rule"
    assert not leaves_out(again, Selection(repeats=False))


def test_a_refrain_stays() -> None:
    again = replace(
        block(5, "text\n", Label.PARAGRAPH), repeat_of=0, repeat_kind=RepeatKind.REFRAIN
    )
    assert not leaves_out(again, Selection())
    assert why(again, Selection()) == "paragraph.rule"


def test_lines_that_are_neither_are_never_wrong() -> None:
    record = record_of(("A title", "title"), ("who knows", "unsure"))
    answer = answer_of(record, (Label.CHROME, 1.0), (Label.PARAGRAPH, 1.0))
    assert [line.is_wrong for line in answer.judged] == [False, False]
