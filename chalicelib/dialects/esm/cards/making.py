"""New cards: where they lie, and those that are made because a reference names them and nobody is called so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.cards import rejection
from chalicelib.dialects.esm.cards.draft import Draft, Wish
from chalicelib.dialects.esm.cards.naming import Naming, single
from chalicelib.dialects.esm.templates.folder import Folder
from chalicelib.dialects.esm.templates.storage import DIALECT, FOLDER, merged
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.domain.person import OPERATOR, named
from chalicelib.domain.record import Change, Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import Verb
from chalicelib.domain.ticket import UNTYPED
from chalicelib.errors import PolydeskError, Taken
from chalicelib.services import records

Made = list[tuple[Record, Template]]

# What makes a new record one of the class that a template shows.
_VALUES_BY_KIND: Final[Mapping[str, Callable[[str], Mapping[str, Any]]]] = {
    "ticket": lambda cls: {"type": None if cls == UNTYPED else cls},
    "person": lambda cls: {"operator": cls == OPERATOR},
}


def make(
    access: Access,
    template: Template,
    folder: Folder,
    change: Change,
    *,
    reserved: int | None = None,
    number: int | None = None,
    created_at: datetime | None = None,
) -> Record:
    """A new card in a folder; `number`, `created_at`: those of an import. Raises what `records.create` does."""
    of_class = _VALUES_BY_KIND[template.kind.name](template.cls) if template.cls else {}
    placed = merged(change, Change(extras={DIALECT: {FOLDER: folder.code}}))
    return records.create(
        kind=template.kind,
        values={**of_class, **placed.values},
        extras=placed.extras,
        notes=placed.notes,
        caller=access.caller,
        reserved=reserved,
        number=number,
        created_at=created_at,
    )


def fill(draft: Draft, naming: Naming) -> Made:
    """Make the cards that a draft's references name and nobody is called by, and point at them.

    What may not be made is rejected, with its attribute.
    """
    made: Made = []
    access = naming.access
    for code, wanted in draft.orphans.items():
        wish = draft.wishes.get(code)
        if wish is None:
            continue
        target = access.catalogue.templates.get(next(iter(wish.attribute.target), ""))
        folders = access.folders_for(Verb.CREATE, target) if target and access.reads(target) else []
        if target is None or not folders:
            name = next(each for each in wanted if isinstance(each, str))
            draft.reject(rejection.of(wish.attribute, f"There is no right to create '{name}'.", 403))
            continue
        try:
            refs = [
                each if isinstance(each, Ref) else _named(naming, target, folders[0], each, made) for each in wanted
            ]
        except PolydeskError as error:
            draft.reject(rejection.of(wish.attribute, error.message, error.status))
        else:
            draft.wishes[code] = Wish(wish.attribute, tuple(dict.fromkeys(refs)))
    draft.orphans.clear()
    return made


def _named(naming: Naming, template: Template, folder: Folder, name: str, made: Made) -> Ref:
    """A card of a name, with nothing else; the one that this request has made already, or another call just now."""
    known = next((record.ref for record, of in made if of is template and of.title(record) == name), None)
    if known is not None:
        return known
    attribute = template.attributes[template.name_attribute]
    # The name of a person is put together, so it is written as a whole.
    change = Change(named(name)) if attribute.read_only else attribute.change((name,), None)
    try:
        record = make(naming.access, template, folder, change)
    except Taken:
        other = single(naming.named((template.code,), (name,)), name)
        if other is None:
            raise
        return other.ref
    made.append((record, template))
    return record.ref
