"""Encodings by their names: what Python knows, what it does not, and what the web means.

Pure: a name goes in, the one name of an encoding comes out; bytes go in, text comes out.
"""

import codecs
from collections.abc import Mapping

from corpuskit.errors import UsageError
from corpuskit.text.legacy import LEGACY, legacy_name

# Without a byte order mark the bare names mean little-endian, as on the web.
EXACT_NAMES = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
# Text codecs in Python's eyes, but notations, rules for host names or names for "whatever is set".
NOT_ENCODINGS = frozenset(
    {"idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
)
SUPERSETS: Mapping[str, str] = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-11": "cp874",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
"""What pages mean when they name a smaller encoding, after the Encoding standard."""
_LABELS = {
    "big5hkscs": "cn-big5 x-x-big5",
    "cp1250": "x-cp1250",
    "cp1251": "x-cp1251",
    "cp1252": "iso88591 x-cp1252",
    "cp1253": "x-cp1253",
    "cp1254": "iso88599 x-cp1254",
    "cp1255": "x-cp1255",
    "cp1256": "x-cp1256",
    "cp1257": "x-cp1257",
    "cp1258": "x-cp1258",
    "cp874": "dos-874 iso885911 windows-874",
    "cp932": "windows-31j x-sjis",
    "cp949": "cseuckr csksc56011987 iso-ir-149 ks_c_5601-1989 ksc_5601 windows-949",
    "euc_jp": "cseucpkdfmtjapanese x-euc-jp",
    "gb18030": "csgb2312 gb_2312 gb_2312-80 x-gbk",
    "iso8859-10": "iso885910",
    "iso8859-13": "iso885913",
    "iso8859-14": "iso885914",
    "iso8859-15": "csisolatin9 iso885915",
    "iso8859-2": "iso88592",
    "iso8859-3": "iso88593",
    "iso8859-4": "iso88594",
    "iso8859-5": "iso88595",
    "iso8859-6": "csiso88596e csiso88596i iso-8859-6-e iso-8859-6-i iso88596",
    "iso8859-7": "iso88597 sun_eu_greek",
    "iso8859-8": "csiso88598e csiso88598i iso-8859-8-e iso-8859-8-i iso88598 logical visual",
    "koi8-r": "koi koi8",
    "koi8-u": "koi8-ru",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "mac-roman": "csmacintosh mac x-mac-roman",
    "utf-16-be": "unicodefffe",
    "utf-16-le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff",
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
}
WEB_LABELS: Mapping[str, str] = {
    label: encoding for encoding, labels in _LABELS.items() for label in labels.split()
}
"""Labels of the Encoding standard that Python does not know."""
WEB_ENCODINGS = frozenset({*_LABELS, "cp866", "iso2022_jp", "iso8859-16"})
"""The encodings of the Encoding standard, by the names that Python has for them."""


def canonical_encoding(name: str) -> str:
    """Give the one name of an encoding: "utf-8" for "UTF8", "cp1258" for "windows-1258".

    Raises UsageError for a name that nobody knows and for a codec that is no encoding.
    """
    found = legacy_name(name) or _python_name(name)
    if not found:
        raise UsageError(
            f"{name!r} is not an encoding of text; name one such as utf-8, utf-16-le or cp1258"
        )
    return EXACT_NAMES.get(found, found)


def web_encoding(label: str) -> str:
    """Give the encoding that a page or a server means by a label, "" when it means none.

    Labels are read as the Encoding standard says ("iso-8859-1" is windows-1252); "x-user-defined"
    and encodings that are dangerous to believe, such as UTF-7, are none. The old encodings of
    Vietnamese count too, though browsers have dropped them.
    """
    label = label.strip("\t\n\f\r \"'").lower()
    if not label.isascii():
        return ""
    found = legacy_name(label) or WEB_LABELS.get(label) or _python_name(label)
    found = SUPERSETS.get(EXACT_NAMES.get(found, found), EXACT_NAMES.get(found, found))
    return found if found in WEB_ENCODINGS or found in LEGACY else ""


def to_text(data: bytes, encoding: str, errors: str = "strict") -> str:
    """Decode bytes; raises UnicodeDecodeError as Python does."""
    legacy = LEGACY.get(encoding)
    return legacy.decode(data) if legacy else data.decode(encoding, errors)


def to_bytes(text: str, encoding: str) -> bytes:
    """Encode a text; raises UnicodeEncodeError as Python does."""
    legacy = LEGACY.get(encoding)
    return legacy.encode(text) if legacy else text.encode(encoding)


def _python_name(name: str) -> str:
    try:
        "".encode(name)  # refuses "hex" and the like, which `codecs.lookup` does not
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    is_encoding = codec.name not in NOT_ENCODINGS and codec.incrementaldecoder is not None
    return codec.name if is_encoding else ""
