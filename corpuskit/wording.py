"""Words that messages are made of: numbers with their nouns, and what went wrong."""

SILENT = {"MemoryError": "not enough memory, which fewer --workers need less of"}
"""What is said of an exception that says nothing itself, by the name of its class."""


def counted(number: int, noun: str) -> str:
    """Give a number with its noun: "1 source", "1,234 sources"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def in_words(error: BaseException) -> str:
    """Give the class of an exception and what it says: "ValueError: no number".

    That of a plugin may even fail over saying it.
    """
    kind = type(error).__name__
    try:
        text = str(error).strip() or SILENT.get(kind, "")
    except Exception:  # noqa: BLE001  # whatever it is, the class is known
        text = ""
    return f"{kind}: {text}" if text else kind
