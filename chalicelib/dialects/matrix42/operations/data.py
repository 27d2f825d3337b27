"""Fragments and objects (specification, 6 and 7)."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from chalicelib.dialects.matrix42.operations.descriptions import CALLED, SENT, described, empty, guid, text, whole
from chalicelib.dialects.matrix42.vocabulary.settings import MAX_ROWS
from chalicelib.dialects.matrix42.wire import data as wire
from chalicelib.dialects.matrix42.wire import samples
from chalicelib.dialects.operation import Operation, Parameter

_DEFINITION: Final = {"ddName": text("Name of a data definition, whatever its case.", "SPSActivityClassBase")}
_FRAGMENT: Final = _DEFINITION | {"fragmentId": guid("Id of the fragment.")}
_RELATION: Final = _FRAGMENT | {"relationName": text("Name of a relation, whatever its case.", "AttachedUsers")}
_RELATED: Final = _RELATION | {"relationFragmentId": guid("Id of the other fragment.")}
_ITEM: Final = {"ciName": text("Name of a configuration item, whatever its case.", "SPSActivityTypeIncident")}
_OBJECT: Final = _ITEM | {"objectId": guid("Id of the object.")}

_LIST: Final = (
    Parameter("where", "A condition in ASQL; without one all rows.", example="State <> 710"),
    Parameter(
        "columns",
        "Expressions in ASQL, separated by commas, each with or without `AS name`. ID, DisplayString and Expression-TypeID "
        "are always there.",
        example="TicketNumber,Subject,Category.Name AS CategoryName",
    ),
    Parameter("sort", "Columns or attributes, each with or without ASC or DESC.", example="CreatedDate DESC"),
    Parameter("pagesize", f"Rows of a page. 0, or nothing, for all, up to {MAX_ROWS:,}.", whole(0), example=50),
    Parameter("pagenumber", "The page, the first one being 0; counts where there is a page size.", whole(0), default=0),
)
_LOCALIZED: Final = Parameter("includeLocalizations", "Adds the texts of all languages.", bool, default=False)
_FULL: Final = Parameter("full", "With multi data definitions.", bool, default=False)

_UNKNOWN: Final = "There is no such data definition or attribute"
_LISTED: Final = {
    400: "A number of the page is none, or an id.",
    500: f"{_UNKNOWN}, the condition, the columns or the order are wrong, or the answer has more than 4 MiB.",
}
_READ: Final = {400: "The id is none.", 500: f"{_UNKNOWN}, or our fault."}
_WRITTEN: Final = {
    400: "The body is malformed, an attribute is unknown or has a wrong value, or a rule is broken.",
    500: f"{_UNKNOWN}, a reference leads nowhere, a mandatory attribute is missing, or the row version is another one.",
}
_WRITES: Final = (*CALLED, *SENT)
_CHANGES: Final = (*_WRITES, 404)
_ITEM_WRITTEN: Final = _WRITTEN | {500: _WRITTEN[500].replace("data definition or attribute", "configuration item")}

DATA: Final[dict[str, Operation]] = dict(
    (
        described(
            "Fragments.GetList",
            list[wire.FragmentRow],
            says="The rows.",
            path=_DEFINITION,
            query=_LIST,
            reasons=_LISTED,
        ),
        described(
            "Fragments.GetListWithSchema",
            wire.FragmentListWithSchema,
            says="The rows and their columns.",
            path=_DEFINITION,
            query=(*_LIST, _LOCALIZED),
            reasons=_LISTED,
        ),
        described(
            "Fragments.Get",
            wire.Fragment | None,
            says="The fragment, null where there is none to be read.",
            path=_FRAGMENT,
            reasons=_READ,
        ),
        described(
            "Fragments.GetWithSchema",
            wire.FragmentWithSchema,
            says="The fragment and its attributes.",
            path=_FRAGMENT,
            query=(_LOCALIZED,),
            reasons=_READ,
        ),
        described(
            "Fragments.GetRelations",
            list[wire.FragmentRow],
            says="The rows.",
            path=_RELATION,
            query=_LIST,
            reasons=_LISTED,
        ),
        described(
            "Fragments.GetRelationsWithSchema",
            wire.FragmentListWithSchema,
            says="The rows and their columns.",
            path=_RELATION,
            query=(*_LIST, _LOCALIZED),
            reasons=_LISTED,
        ),
        described(
            "Fragments.Create",
            UUID,
            says="The id of the new fragment.",
            path=_DEFINITION,
            body=wire.FragmentCreateInfo,
            example=samples.NEW_FRAGMENT,
            refusals=_WRITES,
            reasons=_WRITTEN,
        ),
        empty(
            "Fragments.Update",
            path=_DEFINITION,
            body=wire.FragmentUpdateInfo,
            example=samples.CHANGED_FRAGMENT,
            refusals=_CHANGES,
            reasons=_WRITTEN,
        ),
        empty("Fragments.Delete", path=_FRAGMENT, refusals=(*CALLED, 404), reasons=_READ),
        empty(
            "Fragments.AddRelation",
            path=_RELATED,
            refusals=(*CALLED, 404),
            reasons=_READ | {500: f"{_UNKNOWN}, or the other fragment does not exist."},
        ),
        empty("Fragments.RemoveRelation", path=_RELATED, refusals=(*CALLED, 404), reasons=_READ),
        described(
            "Objects.Get",
            wire.ConfigurationObject | None,
            says="The object, null where there is none to be read.",
            path=_OBJECT,
            query=(_FULL,),
            reasons={400: "The id is none.", 500: "There is no such configuration item, or our fault."},
        ),
        described(
            "Objects.Create",
            UUID,
            says="The id of the new object.",
            path=_ITEM,
            body=wire.ObjectCreateInfo,
            example=samples.NEW_OBJECT,
            refusals=_WRITES,
            reasons=_ITEM_WRITTEN,
        ),
        empty(
            "Objects.Update",
            path=_ITEM,
            query=(Parameter("full", "Arrays of multi data definitions are their new content.", bool, default=False),),
            body=wire.ObjectUpdateInfo,
            example=samples.CHANGED_OBJECT,
            refusals=_CHANGES,
            reasons=_ITEM_WRITTEN,
        ),
        empty(
            "Objects.Delete",
            path=_OBJECT,
            refusals=(*CALLED, 404),
            reasons={400: "The id is none.", 500: "There is no such configuration item, or our fault."},
        ),
    )
)
