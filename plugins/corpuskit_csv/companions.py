"""Descriptions of a table that lie beside it: CSV on the Web, and Frictionless Data.

A table may be cut into several files, each with the names of the columns: for CSV on the Web these
are tables with one schema, for Frictionless Data they are the parts of one resource, whose readers
pass the names over in all files but the first.
"""

import json
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from corpuskit_csv.tables import Column, Table


def csvw(table: Table, files: Sequence[str]) -> bytes:
    """Give the metadata document of CSV on the Web for a table in one file or several."""
    urls = [{"url": file} for file in files]
    return _json(
        {
            "@context": "http://www.w3.org/ns/csvw",
            **(urls[0] if len(urls) == 1 else {"tables": urls}),
            "dialect": {"encoding": "utf-8", "header": True},
            "tableSchema": {
                "columns": [_csvw_column(column) for column in table.columns],
                "primaryKey": list(table.key),
            },
        }
    )


def _csvw_column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.description,
        "datatype": column.type,
        "null": "",
    }


def datapackage(table: Table, file: str, files: Sequence[str]) -> bytes:
    """Give the data package of Frictionless Data for a table that is called `file`."""
    resource = {
        "name": PurePosixPath(file).stem.lower(),
        "path": files[0] if len(files) == 1 else list(files),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"'},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
        },
    }
    return _json({"profile": "tabular-data-package", "name": "corpus", "resources": [resource]})


def _field(column: Column) -> dict[str, str]:
    return {"name": column.name, "type": column.type, "description": column.description}


def _json(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
