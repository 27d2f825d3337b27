"""Replacing the values of a property: what holds from then on, and with others at the same work."""

from __future__ import annotations

from chalicelib.domain.alerting.property import Node
from chalicelib.services.alerting import catalogue
from tests.dialects.xmatters.desk import Desk
from tests.dialects.xmatters.overtaken import Overtaken
from tests.services.alerting.forms import FORM, REGION, SEVERITY, declare

PATH = f"properties/{SEVERITY.uuid}/values"


def values() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Values and defaults of the property, as the form has them now."""
    form = catalogue.current().form(FORM.uuid)
    assert form
    prop = form.properties_by_name["severity"].property
    return prop.values, prop.defaults


def test_values_are_in_force_at_once(desk: Desk) -> None:
    declare()
    assert desk.send("PUT", PATH, ["NONE", "SOME*"]).status == 204
    assert values() == (("NONE", "SOME"), ("SOME",))
    assert desk.send("PUT", PATH, []).status == 204
    assert values() == ((), ())


def test_a_tree_takes_the_place_of_the_former_one(desk: Desk) -> None:
    declare()
    body = [{"name": "USA", "isDefault": True, "childNodes": [{"name": "Oregon"}]}]
    assert desk.send("PUT", f"properties/{REGION.uuid}/values", body).status == 204
    prop = catalogue.current().property(REGION.uuid)
    assert prop
    assert prop.nodes == (Node("USA", True, (Node("Oregon"),)),)


def test_of_two_writers_at_once_both_succeed_and_the_later_one_is_in_force(desk: Desk) -> None:
    declare()
    with Overtaken(lambda: desk.send("PUT", PATH, ["FIRST"])):
        assert desk.send("PUT", PATH, ["SECOND"]).status == 204
    assert values() == (("SECOND",), ())


def test_ten_thousand_long_values_are_kept_and_one_more_is_too_many(desk: Desk) -> None:
    declare()
    most = [f"{number:05d} {'ä' * 188}" for number in range(10_000)]
    assert desk.send("PUT", PATH, most).status == 204
    assert values() == (tuple(most), ())
    refused = desk.send("PUT", PATH, [*map(str, range(10_001))])
    assert (refused.status, refused.json["type"]) == (413, "REQUEST_TOO_LARGE")
    assert values()[0] == tuple(most)


def test_the_body_has_its_own_bound(desk: Desk) -> None:
    declare()
    blank = b" " * (4 << 20)
    assert desk.send("PUT", PATH, b"[]" + blank[2:]).status == 204
    assert desk.send("PUT", PATH, b"[]" + blank[1:]).status == 413
