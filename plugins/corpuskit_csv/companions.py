"""Descriptions of a table that lie beside it: CSV on the Web, and Frictionless Data."""

import json
from pathlib import PurePosixPath
from typing import Any

from corpuskit_csv.tables import Column, Table


def csvw(table: Table, file: str) -> bytes:
    """Give the metadata document of CSV on the Web for a table."""
    return _json(
        {
            "@context": "http://www.w3.org/ns/csvw",
            "url": file,
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


def datapackage(table: Table, file: str) -> bytes:
    """Give the data package of Frictionless Data for a table."""
    resource = {
        "name": PurePosixPath(file).stem.lower(),
        "path": file,
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
