"""One way to show foreign text on a terminal."""


def safe(text: str) -> str:
    r"""Give `text` with every character that is not printable written as a Python escape.

    Controls, line ends, bidi and other invisible characters and lone surrogates become "\x1b",
    "\n", "\u202e" and the like, so that a message stays one line and cannot steer a terminal.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else _escaped(c) for c in text)


def unicode_of(text: str) -> str:
    r"""Give `text` with every lone surrogate written as an escape, "\udcff", and the rest as it is.

    >>> unicode_of("table \udcff.csv")
    'table \\udcff.csv'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _escaped(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")
