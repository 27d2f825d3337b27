"""Laying declared definitions down: the definitions, and the kinds of the records that they show."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from chalicelib.dialects.matrix42.asql import syntax
from chalicelib.dialects.matrix42.asql.faults import ExpressionError
from chalicelib.dialects.matrix42.asql.parser import parse_any
from chalicelib.dialects.matrix42.schema import catalogue, checks
from chalicelib.dialects.matrix42.schema import content as contents
from chalicelib.dialects.matrix42.schema.catalogue import BUILT_IN
from chalicelib.dialects.matrix42.schema.content import DEFINITION, ITEM, REMOVED, Content
from chalicelib.dialects.matrix42.schema.operands import DIALECT
from chalicelib.dialects.matrix42.vocabulary.items import ITEMS
from chalicelib.domain.filters.evaluation import Logic
from chalicelib.errors import Conflict, Faults, NotFound
from chalicelib.services import definitions, kinds
from chalicelib.services.definitions import Wanted
from chalicelib.services.search import search

PREFIX: Final = "Ud_"
MOST: Final = 25  # definitions of one file


def declare(*, said: Any, prefix: str = PREFIX) -> None:
    """Lay down what a file says, new or anew; what it does not name stays.

    A kind comes before the definition that shows it, so a crash in between leaves a kind that nobody sees. Raises Invalid with
    all that is wrong, Conflict where records are stored in another form already, Changed when somebody else was faster.
    """
    revision, former, former_items = catalogue.laid_down()
    _check(said, former, former_items, prefix)
    fresh, fresh_items = said.get("dataDefinitions", []), said.get("configurationItems", [])
    _check_count(len(fresh) + len(fresh_items))
    everything, items = checks.merged(former, fresh), checks.merged(former_items, fresh_items)
    _check_expressions(fresh, everything, items)
    compiled = contents.compiled(everything, items, BUILT_IN)
    for kind in compiled.kinds:
        kinds.judge(kind=kind)
    for kind in compiled.kinds:
        kinds.declare(kind=kind)
    wanted = [
        *(Wanted(DEFINITION, each["name"].lower(), each) for each in fresh),
        *(Wanted(ITEM, each["name"].lower(), each) for each in fresh_items),
    ]
    definitions.declare_all(dialect=DIALECT, wanted=wanted, at_revision=revision)
    catalogue.forget()


def remove(*, names: Collection[str], force: bool = False, prefix: str = PREFIX) -> None:
    """Take declared definitions away. Their records stay where they are, and show again when they are declared anew.

    `force`: also those that have records. Raises NotFound, Conflict where there are records, Invalid where what is left
    leads to what goes, Changed when somebody else was faster.
    """
    revision, former, former_items = catalogue.laid_down()
    gone = {name.lower() for name in names}
    known = {each["name"].lower() for each in (*former, *former_items)}
    if not gone <= known:
        raise NotFound(f"There is no declared {sorted(gone - known)[0]}.")
    left, left_items = ([each for each in all_ if each["name"].lower() not in gone] for all_ in (former, former_items))
    _check({"dataDefinitions": left, "configurationItems": left_items}, [], [], prefix)
    shown = contents.compiled(former, former_items, BUILT_IN).kinds
    for kind in shown if not force else ():
        used = kind.name.lower() in gone or kind.name not in _kinds_of(left, left_items)
        if used and search(kind=kind, logic=Logic(), limit=1, budget=20, trashed="with").records:
            raise Conflict(f"There are records of {kind.name}.")
    wanted = [
        Wanted(noun, each["name"].lower(), REMOVED)
        for noun, all_ in ((ITEM, former_items), (DEFINITION, former))
        for each in all_
        if each["name"].lower() in gone
    ]
    _check_count(len(wanted))
    definitions.declare_all(dialect=DIALECT, wanted=wanted, at_revision=revision)
    catalogue.forget()


def _kinds_of(declared: Sequence[Content], items: Sequence[Content]) -> set[str]:
    return {kind.name for kind in contents.compiled(declared, items, BUILT_IN).kinds}


def _check(said: Any, former: Sequence[Content], former_items: Sequence[Content], prefix: str) -> None:
    names = [name for item in ITEMS for name in (item.name, *item.aliases)]
    checks.check(said, checks.World(BUILT_IN, names, former, former_items, kinds.declared(), prefix))


def _check_count(count: int) -> None:
    """More could not be written in one moment, and what refers to something would be there before it."""
    if count > MOST:
        faults = Faults()
        faults.add((), "count", f"At most {MOST} definitions are laid down at once.", limit=MOST)
        faults.raise_any()


def _check_expressions(fresh: Sequence[Content], everything: Sequence[Content], items: Sequence[Content]) -> None:
    """Names of rows are expressions, which only what was compiled can tell to be sound."""
    made, faults = catalogue.compiled(everything, items), Faults()
    for place, content in enumerate(fresh):
        definition = made.definition(content["name"])
        if definition.rows or definition.display is None:
            continue
        path = ("dataDefinitions", place, "displayExpression")
        try:
            tree = parse_any(definition.display)
            if not isinstance(tree, (syntax.Literal, syntax.Path, syntax.Sum, syntax.Call)):
                faults.add(path, "format", "The name of a row is no condition.")
                continue
            made.tables("en").of(definition).attribute("DisplayString")
        except ExpressionError as error:
            faults.add(path, "format", error.message)
        except RecursionError:
            faults.add(path, "format", "The name of a row leads to itself.")
    faults.raise_any()
