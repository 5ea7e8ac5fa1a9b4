"""The schemas that ship with the plugin, held against what its exporters write."""

from collections.abc import Iterator
from typing import Any

import msgspec
import orjson
import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from corpuskit.model import (
    Block,
    Byline,
    Change,
    Date,
    Dateline,
    Document,
    Fact,
    Invalid,
    Label,
    Metadata,
    Reason,
    RepeatKind,
    Selection,
    Source,
    Span,
    Stated,
)
from corpuskit_json.exporters import JsonExporter, JsonLinesExporter
from corpuskit_json.record import FORMAT
from tests.plugins.documents import DOCUMENTS, article, plain_document

EXPORTERS: list[JsonExporter | JsonLinesExporter] = [JsonExporter(), JsonLinesExporter()]
both = pytest.mark.parametrize("exporter", EXPORTERS, ids=["json", "jsonl"])

VALIDATORS = {
    exporter.name: Draft202012Validator(orjson.loads(exporter.schema())) for exporter in EXPORTERS
}


def problems(exporter: JsonExporter | JsonLinesExporter, record: object) -> list[str]:
    return [error.message for error in VALIDATORS[exporter.name].iter_errors(record)]


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Give every part of a schema that describes an object with named keys."""
    if isinstance(schema, list):
        for part in schema:
            yield from objects(part)
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict):
            yield schema
        for part in schema.values():
            yield from objects(part)


def paths(value: Any, path: str = "") -> Iterator[str]:
    """Give the path of every key in a record, list indices left out."""
    if isinstance(value, list):
        for part in value:
            yield from paths(part, path)
    if isinstance(value, dict):
        for key, part in value.items():
            yield f"{path}.{key}"
            yield from paths(part, f"{path}.{key}")


def schema_paths(schema: dict[str, Any], part: dict[str, Any], path: str = "") -> Iterator[str]:
    """Give the path of every key that a schema names."""
    if "$ref" in part:
        part = schema["$defs"][part["$ref"].rpartition("/")[2]]
    if "items" in part:
        yield from schema_paths(schema, part["items"], path)
    for key, value in part.get("properties", {}).items():
        yield f"{path}.{key}"
        yield from schema_paths(schema, value, f"{path}.{key}")


@both
def test_the_schema_is_one(exporter: JsonExporter | JsonLinesExporter) -> None:
    schema = orjson.loads(exporter.schema())
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:corpuskit:schema:{exporter.name}:1"


def test_the_format_of_a_record_is_the_id_of_its_schema() -> None:
    assert orjson.loads(JsonExporter().schema())["$id"] == FORMAT


@both
@given(document=DOCUMENTS)
def test_every_record_is_valid(
    exporter: JsonExporter | JsonLinesExporter, document: Document
) -> None:
    assert problems(exporter, orjson.loads(exporter.encode(document))) == []


@both
def test_a_rich_record_is_valid_and_has_every_key_of_the_schema(
    exporter: JsonExporter | JsonLinesExporter,
) -> None:
    record, schema = orjson.loads(exporter.encode(article())), orjson.loads(exporter.schema())
    assert problems(exporter, record) == []
    rules = {f".normalization.{rule}" for rule in ("nfc", "spaces")}
    assert set(schema_paths(schema, schema)) == set(paths(record)) - rules


@pytest.mark.parametrize(
    "model", [Block, Byline, Change, Date, Dateline, Fact, Invalid, Reason, Span, Stated]
)
def test_every_field_of_the_model_has_its_key(model: type[msgspec.Struct]) -> None:
    part = orjson.loads(JsonExporter().schema())["$defs"][model.__name__.lower()]
    assert set(model.__struct_fields__) - set(part["properties"]) == set()


@pytest.mark.parametrize("model", [Metadata, Selection, Source])
def test_every_field_of_the_parts_of_a_document_has_its_key(model: type[msgspec.Struct]) -> None:
    part = orjson.loads(JsonExporter().schema())["properties"][model.__name__.lower()]
    assert set(model.__struct_fields__) == set(part["properties"])


@both
def test_no_object_takes_a_key_that_is_not_described(
    exporter: JsonExporter | JsonLinesExporter,
) -> None:
    described = list(objects(orjson.loads(exporter.schema())))
    assert [part for part in described if part["additionalProperties"] is not False] == []
    keys = [(key, value) for part in described for key, value in part["properties"].items()]
    assert [key for key, value in keys if not value.get("description", "").endswith(".")] == []


@both
@pytest.mark.parametrize("value", [None, 7])
def test_a_record_with_a_value_of_another_type_is_not_valid(
    exporter: JsonExporter | JsonLinesExporter, value: object
) -> None:
    record = orjson.loads(exporter.encode(article()))
    accepted = [key for key in record if problems(exporter, {**record, key: value}) == []]
    assert accepted == []


@both
def test_a_record_without_a_key_that_is_required_is_not_valid(
    exporter: JsonExporter | JsonLinesExporter,
) -> None:
    record = orjson.loads(exporter.encode(plain_document((Label.PARAGRAPH, "a"))))
    missing = [{k: v for k, v in record.items() if k != key} for key in record]
    assert [part for part in missing if problems(exporter, part) == []] == []


@pytest.mark.parametrize("label", Label)
@pytest.mark.parametrize("kind", RepeatKind)
def test_every_label_and_kind_of_repeat_is_in_the_schema(label: Label, kind: RepeatKind) -> None:
    document = plain_document((label, "a"))
    block = replace(document.blocks[0], repeat_of=0, repeat_kind=kind)
    line = JsonExporter().encode(replace(document, blocks=(block,)))
    assert problems(JsonExporter(), orjson.loads(line)) == []
