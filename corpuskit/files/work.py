"""The folder in which a run is made whose output goes to a store."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from corpuskit.files.urls import as_bytes, base_name, root_of, without_secrets

_NOT_IN_NAME = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 40
_DIGEST = 16


def work_folder(url: str, environ: Mapping[str, str]) -> str:
    """Give the folder for a URL: the same at each run, below the user's folder for caches."""
    cache = Path(environ.get("XDG_CACHE_HOME", ""))
    if not cache.is_absolute():  # the standard says to pass over what is not
        cache = Path("~/.cache").expanduser()
    name = _NOT_IN_NAME.sub("-", base_name(root_of(url))).strip("-.")[:_LONGEST] or "output"
    digest = hashlib.sha256(as_bytes(without_secrets(root_of(url)))).hexdigest()[:_DIGEST]
    return str(cache / "corpuskit" / f"{name}-{digest}")
