"""The reader of HTML: what a page shows as blocks, and what it says of itself as statements."""

from collections.abc import Iterable

from corpuskit import Reader, hookimpl


@hookimpl
def corpuskit_readers() -> Iterable[Reader]:
    """Offer the reader "html"."""
    # Imported here so that each module of the package can be had without all others.
    from corpuskit_html.reader import HtmlReader  # noqa: PLC0415 - see above

    return (HtmlReader(),)
