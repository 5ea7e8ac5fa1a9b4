import pytest

from corpuskit.errors import PluginFailed
from corpuskit.language import Phrase, parse_pack

HEAD = 'language = "xx"\nname = "Test"\n'


def test_the_files_of_a_pack_become_one_pack() -> None:
    chrome = '[[chrome]]\ntext = "In trang này"\nkind = "print"\nreason = "seen"\n'
    pack = parse_pack({"xx/pack.toml": HEAD, "xx/chrome.toml": chrome})
    assert (pack.language, pack.name) == ("xx", "Test")
    assert pack.chrome == (Phrase(text="In trang này", kind="print", reason="seen"),)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"a.toml": HEAD + "langauge = 1\n"}, "unknown field `langauge`"),
        ({"a.toml": HEAD, "b.toml": 'name = "Again"\n'}, "b.toml: key 'name' is already set"),
        ({"a.toml": "language = \n"}, "a.toml: Invalid value"),
        ({"a.toml": 'name = "Test"\n'}, "missing required field `language`"),
        ({"a.toml": HEAD + "chrome = 3\n"}, "Expected `array`"),
        (
            {"a.toml": HEAD + '[[chrome]]\ntext = "x"\nkind = "y"\nreason = "z"\nrisk = "some"\n'},
            "Invalid enum value 'some'",
        ),
    ],
)
def test_a_pack_that_cannot_be_read_is_named(files: dict[str, str], message: str) -> None:
    with pytest.raises(PluginFailed) as caught:
        parse_pack(files)
    assert message in str(caught.value)
    assert "a.toml" in str(caught.value) or "b.toml" in str(caught.value)
