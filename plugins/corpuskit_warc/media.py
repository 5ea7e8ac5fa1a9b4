"""What kind of thing a payload is: what its headers say, else what its first bytes look like."""

from corpuskit_warc.headers import parameters

HTML = "text/html"
PLAIN = "text/plain"
READ = frozenset({HTML, "application/xhtml+xml", PLAIN})
"""The media types that somebody reads; all others are passed over."""

_SAMPLE = 1024
_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\f\r\x1b"})  # bytes that no text holds
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # the marks of UTF-16, where such bytes are ordinary
_HTML_BEGINS = tuple(
    f"<{word}".encode()
    for word in (
        *("!doctype html", "html", "head", "body", "title", "script", "style", "meta", "link"),
        *("!--", "div", "table", "p>", "br", "h1", "a ", "font", "iframe", "b>"),
    )
)


def looks_binary(data: bytes) -> bool:
    """Say whether the first bytes hold controls that are no text."""
    sample = data[:_SAMPLE]
    return not sample.startswith(_WIDE) and len(sample.translate(None, _CONTROLS)) < len(sample)


def sniff(data: bytes) -> str:
    """Give "text/html", "text/plain", or "" for what is no text."""
    start = data[:_SAMPLE].removeprefix(b"\xef\xbb\xbf").lstrip(b"\t\n\f\r ").lower()
    if start.startswith(_HTML_BEGINS):
        return HTML
    return "" if looks_binary(data) else PLAIN


def named_type(*values: str) -> tuple[str, str]:
    """Give the first media type that is stated, and its charset, both "" when none is."""
    for value in values:
        word, options = parameters(value)
        if "/" in word:
            return word, options.get("charset", "")
    return "", ""
