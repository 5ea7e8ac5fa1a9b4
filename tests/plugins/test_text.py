import pytest

from corpuskit.errors import SourceRefused
from corpuskit.reader import RawFile, Reader
from corpuskit.text.decode import decode
from corpuskit_text import TextReader, corpuskit_readers


def test_the_reader_of_plain_text_is_a_reader() -> None:
    (reader,) = corpuskit_readers()
    assert isinstance(reader, Reader)
    assert (reader.name, reader.suffixes) == ("text", (".txt", ".text", ""))


def test_a_file_of_plain_text_is_one_document() -> None:
    data = b"\xd0a\xf2i h\xf4\xf2i"
    file = RawFile(name="a/%FF.txt", data=data, encoding="cp1258", name_hex="612fff2e747874")
    (raw,) = TextReader().read(file)
    assert raw == decode(data, "a/%FF.txt", "cp1258", "612fff2e747874")


def test_a_file_that_is_not_text_is_refused() -> None:
    with pytest.raises(SourceRefused, match=r"a\.txt: not text"):
        list(TextReader().read(RawFile(name="a.txt", data=b"\x89PNG\r\n\x1a\n")))
