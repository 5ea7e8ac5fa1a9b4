from corpuskit.evaluation.match import match_names


def test_a_whole_name_goes_before_its_last_part() -> None:
    found = match_names(["a.txt"], ["x/a.txt", "a.txt"])
    assert found.pairs == {"a.txt": "a.txt"}
    assert found.without_gold == ("x/a.txt",)


def test_the_last_part_is_enough_when_one_document_has_it() -> None:
    found = match_names(["a.txt", "b.txt"], ["x/a.txt", "y/c.txt"])
    assert found == ({"x/a.txt": "a.txt"}, ("b.txt",), ("y/c.txt",), ())


def test_a_last_part_of_two_documents_is_refused_naming_both() -> None:
    found = match_names(["a.txt"], ["x/a.txt", "y/a.txt", "z.txt"])
    assert (found.pairs, found.missing, found.without_gold) == ({}, (), ("z.txt",))
    assert [str(refusal) for refusal in found.refused] == [
        "a.txt: could mean x/a.txt or y/a.txt; write the whole name into the field 'file'"
    ]


def test_two_golds_for_one_document_are_refused_naming_both() -> None:
    found = match_names(["a.txt", "x/a.txt"], ["x/a.txt"])
    assert found.pairs == {"x/a.txt": "x/a.txt"}
    assert [str(refusal) for refusal in found.refused] == [
        "a.txt: means x/a.txt, which the gold of x/a.txt means already; keep one of the two"
    ]


def test_a_name_that_two_documents_have_is_refused() -> None:
    found = match_names(["a.warc"], ["a.warc", "a.warc"])
    assert (found.pairs, found.without_gold) == ({}, ())
    assert [refusal.source for refusal in found.refused] == ["a.warc"]
