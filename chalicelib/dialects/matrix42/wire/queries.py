"""Filters of saved queries, and rows to choose from."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from chalicelib.dialects.matrix42.wire.values import Called


class FilterCondition(Struct):
    """A condition about one column."""

    Property: Annotated[
        str,
        Meta(description="An output name of the query, or an attribute of its data definition.", examples=["State"]),
    ]
    Operator: Annotated[
        Literal[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
        Meta(
            description="1 equals, 2 not equals, 3 less, 4 less or equal, 5 greater, 6 greater or equal, 7 contains, 8 starts "
            "with, 9 ends with, 10 in, 11 not in, 12 between, 13 not between, 14 is empty, 15 is not empty."
        ),
    ]
    Value: Annotated[list[Any], Meta(examples=[[200]])] | UnsetType = UNSET


class FilterGroup(Struct):
    """Conditions, and groups of them, of which all or one must hold. Without any it filters nothing."""

    LogicalOperator: Annotated[Literal[1, 2], Meta(description="1 and, 2 or.")]
    Conditions: list[FilterCondition] | UnsetType = UNSET
    Groups: list[FilterGroup] | UnsetType = UNSET


class QueryRow(Struct):
    """A row of a query: its columns beside what is named here."""

    ID: UUID
    DisplayString: Called


class EntityFragment(Struct, kw_only=True, rename={"object_id": "Expression-ObjectID"}):
    """A row to choose from."""

    ID: UUID
    DisplayString: Called
    object_id: UUID | None
    TypeName: Annotated[str | None, Meta(description="Name of its configuration item.")]
