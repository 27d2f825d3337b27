"""Data definitions and configuration items, saved queries, rows to choose from (specification, 11.1, 11.2, 11.5)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from msgspec import Meta

from chalicelib.dialects.matrix42.operations.descriptions import CALLED, SENT, described, guid, text, whole
from chalicelib.dialects.matrix42.queries.choices import MOST, USUAL
from chalicelib.dialects.matrix42.vocabulary.settings import MAX_ROWS
from chalicelib.dialects.matrix42.wire import queries, samples
from chalicelib.dialects.matrix42.wire import schema as wire
from chalicelib.dialects.operation import Operation, Parameter

_CLASS: Final = {"name": text("Name of a data definition, whatever its case.", "SPSActivityClassBase")}
_TYPE: Final = {"name": text("Name of a configuration item, whatever its case.", "SPSActivityTypeIncident")}
_QUERY: Final = {"dataQueryId": guid("Id of the saved query, or of its fragment.")}
_MOMENT: Final = Annotated[datetime, Meta(tz=True)]
_PAGES: Final = (
    Parameter("page", "The page, the first one being 0.", whole(0), default=0),
    Parameter("pageSize", f"Rows of a page, {MAX_ROWS:,} at most.", whole(1), default=50),
    Parameter("search", "Only rows with this text in one of their columns."),
    Parameter("orderBy", "Columns, each with or without ASC or DESC.", example="CreatedDate DESC"),
    Parameter("columns", "Only these of the columns, separated by commas.", example="Subject,State"),
    Parameter("startDate", "Only rows that were created then or later.", _MOMENT),
    Parameter("endDate", "Only rows that were created then or earlier.", _MOMENT),
)
_QUERIED: Final = {
    400: "The id or a value is wrong.",
    404: "There is no such query.",
    500: "A column or the order is wrong, the query took too long, or the answer has more than 4 MiB.",
}
_NAMED: Final = (*CALLED, *SENT)

SCHEMA: Final[dict[str, Operation]] = dict(
    (
        described(
            "DataQuery.Get", list[queries.QueryRow], says="The rows.", path=_QUERY, query=_PAGES, reasons=_QUERIED
        ),
        described(
            "DataQuery.Query",
            list[queries.QueryRow],
            says="The rows.",
            path=_QUERY,
            query=_PAGES,
            body=queries.FilterGroup,
            example=samples.FILTER,
            refusals=_NAMED,
            reasons=_QUERIED | {400: "The id, a value or the filter is wrong, or there is no filter."},
        ),
        described("Schema.Classes", list[wire.ClassInfo], says="The data definitions by name."),
        described(
            "Schema.Class",
            wire.ClassDetail,
            says="The data definition.",
            path=_CLASS,
            reasons={404: "There is no such data definition."},
        ),
        described("Schema.Types", list[wire.TypeInfo], says="The configuration items by name."),
        described(
            "Schema.Type",
            wire.TypeDetail,
            says="The configuration item.",
            path=_TYPE,
            reasons={404: "There is no such configuration item."},
        ),
        described("Schema.CustomPrefix", str, says="The prefix."),
        described(
            "Schema.EvaluateExpression",
            wire.ExpressionCheck,
            says="Whether it is one, and what is wrong with it.",
            query=(
                Parameter("entityClass", "Name of a data definition.", required=True, example="SPSActivityClassBase"),
                Parameter("expr", "A condition in ASQL.", required=True, example="State <> 710"),
            ),
        ),
        described(
            "SchemaMetaData.DataDefinitions",
            list[wire.NamedDescription],
            says="The data definitions by name.",
            body=wire.NameFilter,
            example=samples.NAMES,
            refusals=_NAMED,
        ),
        described(
            "SchemaMetaData.ConfigurationItems",
            list[wire.NamedDescription],
            says="The configuration items by name.",
            body=wire.NameFilter,
            example=samples.NAMES,
            refusals=_NAMED,
        ),
        described(
            "Entity.Fragments",
            list[queries.EntityFragment],
            says="The rows.",
            query=(
                Parameter("entityClass", "Name of a data definition.", required=True, example="SPSUserClassBase"),
                Parameter("searchFilter", "A part of the name, or of the ticket number."),
                Parameter("top", "Rows of the answer.", whole(1, MOST), default=USUAL),
                Parameter("parent", "Only rows below this one.", guid("Id of a fragment.")),
                Parameter("includeRoot", "With the row itself that the others are below.", bool, default=False),
            ),
            reasons={400: "A value is wrong.", 500: "There is no such data definition, or our fault."},
        ),
    )
)
