"""What an answer says of its own rows: their columns, and the texts in all languages (specification, 5 and 6.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from chalicelib.dialects.matrix42.asql.columns import Column
from chalicelib.dialects.matrix42.asql.table import AttributeType as Of
from chalicelib.dialects.matrix42.schema import contexts
from chalicelib.dialects.matrix42.schema.model import DataDefinition
from chalicelib.dialects.matrix42.schema.rows import FIXED, LABEL, Called
from chalicelib.dialects.matrix42.schema.storage import NOTHING
from chalicelib.dialects.matrix42.schema.tables import Table
from chalicelib.dialects.matrix42.vocabulary.languages import LANGUAGES
from chalicelib.domain.record import Record

COLUMN_TYPES: Final = {
    Of.STRING: "StringType",
    Of.TEXT: "StringType",
    Of.GUID: "GuidType",
    Of.INT: "IntegerType",
    Of.LONG: "IntegerType",
    Of.FLOAT: "DecimalType",
    Of.DECIMAL: "DecimalType",
    Of.DATE: "DateType",
    Of.BOOL: "BooleanType",
    Of.BINARY: "BinaryType",
    Of.VERSION: "BinaryType",
}


def schema(columns: Iterable[Column]) -> list[dict[str, Any]]:
    """Every key of a row, in order."""
    return [
        {"ColumnName": each.name, "ColumnType": COLUMN_TYPES[each.type], "Localizable": each.localizable}
        for each in columns
    ]


def localizations(table: Table, records: Sequence[Record]) -> list[dict[str, Any]]:
    """The texts of the localizable attributes of a data definition, in all languages that they have."""
    return contexts.localizations(table, records) + list(_labels(table.definition, records))


def _labels(definition: DataDefinition, records: Iterable[Record]) -> Iterator[dict[str, Any]]:
    names = [each.name for each in definition.attributes.values() if each.storage == LABEL]
    for record in records:
        for name in names if record.kind is FIXED else ():
            for language in dict.fromkeys(LANGUAGES.values()):
                for text in Called(language).values(record, NOTHING):
                    yield {"ID": str(record.guid), "ColumnName": name, "Language": language, "Value": text}
