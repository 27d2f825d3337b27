"""Laying declared definitions down: the definitions, and the kinds of the records that they show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chalicelib.dialects.matrix42.asql import syntax
from chalicelib.dialects.matrix42.asql.faults import ExpressionError
from chalicelib.dialects.matrix42.asql.parser import parse_any
from chalicelib.dialects.matrix42.schema import catalogue, checks
from chalicelib.dialects.matrix42.schema import content as contents
from chalicelib.dialects.matrix42.schema.catalogue import BUILT_IN
from chalicelib.dialects.matrix42.schema.content import DEFINITION, ITEM, Content
from chalicelib.dialects.matrix42.schema.operands import DIALECT
from chalicelib.dialects.matrix42.vocabulary.items import ITEMS
from chalicelib.errors import Faults
from chalicelib.services import definitions, kinds
from chalicelib.services.definitions import Wanted

PREFIX = "Ud_"


def declare(*, said: Any, prefix: str = PREFIX) -> None:
    """Lay down what a file says, new or anew; what it does not name stays.

    A kind comes before the definition that shows it, so a crash in between leaves a kind that nobody sees. Raises Invalid with
    all that is wrong, Conflict where records are stored in another form already, Changed when somebody else was faster.
    """
    revision, defined = definitions.at_once(dialect=DIALECT)
    former = [each.content for each in defined.get(DEFINITION, ())]
    former_items = [each.content for each in defined.get(ITEM, ())]
    names = [name for item in ITEMS for name in (item.name, *item.aliases)]
    checks.check(said, checks.World(BUILT_IN, names, former, former_items, kinds.declared(), prefix))
    fresh, fresh_items = said.get("dataDefinitions", []), said.get("configurationItems", [])
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
    faults.raise_any()
