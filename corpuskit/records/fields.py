"""The usual names of fields in tables and JSON, and what they mean: data, no logic.

Names are compared without case, "_", "-" and blanks, and without an envelope such as "metadata.".
A name belongs here when it means the same nearly everywhere; what means something else in one
collection is an exception for that collection.
"""

from typing import NamedTuple


class Convention(NamedTuple):
    """How one collection uses names: `marks` are the paths that tell it, `reason` says how."""

    marks: frozenset[str]
    kinds: dict[str, str]
    reason: str


ENVELOPES = frozenset({"metadata", "meta", "_source"})
"""Objects that hold statements: Dolma and datatrove, RedPajama, dumps of search engines."""

# The text, the best first: extracted text before what it was extracted from.
TEXT_FIELDS = ("text", "content", "body", "rawcontent", "maintext", "articlebody", "rawtext")
HTML_FIELDS = ("html", "rawhtml", "htmlcontent", "contenthtml", "pagehtml", "bodyhtml")

ID_FIELDS = ("id", "docid", "documentid", "uuid", "guid", "warcrecordid")
URL_FIELDS = (
    "url",
    "uri",
    "link",
    "sourceurl",
    "pageurl",
    "targeturi",
    "warctargeturi",
    "permalink",
)

_FIELDS_OF_KIND = {
    "title": ("title", "headline", "articletitle"),
    "author": ("author", "authors", "byline", "creator", "writer"),
    "published": (
        "date", "published", "publishedat", "publisheddate", "publishedtime", "publishdate",
        "publicationdate", "pubdate", "datepublished", "datepublish", "created", "datecreated",
    ),
    "modified": (
        "modified", "modifiedat", "modifieddate", "datemodified", "datemodify", "lastmodified",
        "updated", "updatedat", "lastupdated",
    ),
    "crawled": (
        "crawled", "crawledat", "crawldate", "crawltime", "crawltimestamp", "datedownload",
        "downloaded", "downloadedat", "fetched", "fetchedat", "fetchtime", "retrieved",
        "retrievedat", "scrapedat", "warcdate",
    ),
    "publisher": ("publisher", "sitename", "sourcename", "newspaper"),
    "language": ("language", "lang", "inlanguage", "languagecode"),
    "licence": ("license", "licence", "licenseurl", "licenceurl"),
    "description": ("description", "excerpt", "summary", "abstract", "sapo"),
    "section": ("section", "articlesection", "category", "categories"),
    "keywords": ("keywords", "tags"),
    "digest": ("digest", "contentdigest", "warcpayloaddigest", "sha1", "sha256", "md5"),
}  # fmt: skip

KIND_OF_FIELD = {name: kind for kind, names in _FIELDS_OF_KIND.items() for name in names}

CONVENTIONS = (
    Convention(
        frozenset({"id", "text", "source", "added"}),
        {"added": "crawled", "created": "published"},
        "Dolma: `added` is when the document was acquired, `created` when it was written",
    ),
    Convention(
        frozenset({"text", "url", "dump", "date"}),
        {"date": "crawled"},
        "FineWeb: `date` is that of the record in the crawl `dump`",
    ),
    Convention(
        frozenset({"text", "metadata.url", "metadata.dump", "metadata.date"}),
        {"metadata.date": "crawled"},
        "FineWeb before datatrove takes the fields out of their envelope",
    ),
    Convention(
        frozenset({"text", "url", "timestamp"}),
        {"timestamp": "crawled"},
        "C4, mC4, CulturaX: when Common Crawl fetched the page",
    ),
    Convention(
        frozenset({"content", "url", "timestamp", "dump", "segment"}),
        {"timestamp": "crawled"},
        "RefinedWeb: as in C4",
    ),
    Convention(
        frozenset({"content", "warc_headers.warc-target-uri"}),
        {
            "warc_headers.warc-target-uri": "url",
            "warc_headers.warc-date": "crawled",
            "warc_headers.warc-record-id": "id",
            "warc_headers.warc-block-digest": "digest",
            "metadata.identification.label": "language",
        },
        "OSCAR since 2022: the headers of the WARC record, and the language of the whole document",
    ),
    Convention(
        frozenset({"text", "source", "source-hostname", "fingerprint"}),
        {"source": "url", "source-hostname": "publisher"},
        "what trafilatura writes as JSON: `source` is the address, `source-hostname` the site",
    ),
)
