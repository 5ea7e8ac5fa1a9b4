"""Failures of file systems of others in a few words of ours.

What servers and libraries say themselves may hold addresses that are signed, and is never shown.
"""

import os

_ADVICE = "run pip install '.[remote]' in the checkout of corpuskit"
_SCHEMES_OF_THE_EXTRA = ("s3", "s3a")
CAUSES = {
    "FileNotFoundError": "no such file or directory",
    "PermissionError": "permission denied",
    "NoCredentialsError": "no credentials",
    "PartialCredentialsError": "no credentials",
    "TimeoutError": "timed out",
    "ConnectTimeoutError": "timed out",
    "ReadTimeoutError": "timed out",
    "FileExpired": "changed while it was read",
    "ConnectionError": "the connection failed",
    "HTTPClientError": "the connection failed",
    "ClientError": "the connection failed",
    "ValueError": "fsspec makes nothing of it",
}
"""What is said of an exception, by the name of its class or of the first base that has one."""


def cause_of(error: Exception) -> str:
    """Give the cause of a failure, by its class, else by its error number."""
    for kind in type(error).__mro__:
        if kind.__name__ in CAUSES:
            return CAUSES[kind.__name__]
    number = error.errno if isinstance(error, OSError) else None
    return os.strerror(number).lower() if number else type(error).__name__


def missing(url: str, error: ImportError) -> str:
    """Give what is to be installed for a URL."""
    scheme = url.partition("://")[0]
    if (error.name or "").partition(".")[0] == "fsspec":
        return f"fsspec is missing, {_ADVICE}"
    if scheme in _SCHEMES_OF_THE_EXTRA:
        return f"s3fs is missing, {_ADVICE}"
    text = str(error) or "its package is missing"
    return text[:1].lower() + text[1:]
