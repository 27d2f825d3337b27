from __future__ import annotations

from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.cards.naming import Naming, single
from chalicelib.dialects.esm.templates import catalogue
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.services import roles
from tests.dialects.esm.desk import Desk


def naming(login: str = "full") -> Naming:
    caller = Caller(login, login, "test", CredentialKind.ACCESS_TOKEN, "esm", roles.permissions(names=(login,)))
    return Naming(Access(caller, catalogue.current()), budget=60)


def numbers(found: Naming, templates: tuple[str, ...], *names: str) -> dict[str, list[str]]:
    return {name: [str(each.number) for each in several] for name, several in found.named(templates, names).items()}


def test_cards_are_found_by_their_exact_name_in_the_templates_that_count(desk: Desk) -> None:
    first, second = (desk.create("rest_example", "rest_examples", text=text) for text in ("Twin", "Twin"))
    desk.create("rest_example", "rest_examples", text="twin")
    person = desk.create("person", "personnel", first_name="Ada", last_name="Twin")
    found = naming()
    assert numbers(found, ("rest_example", "person"), "Twin", "Ada Twin", "Nobody") == {
        "Twin": [first, second],
        "Ada Twin": [person],
    }
    assert numbers(found, ("person",), "Twin") == {}
    assert single(found.named(("person",), ("Ada Twin",)), "Ada Twin") is not None
    assert single(found.named(("rest_example",), ("Twin",)), "Twin") is None, "which of them?"


def test_a_deleted_card_has_its_name_still_but_is_not_the_one_that_is_meant(desk: Desk) -> None:
    gone, stays = (desk.create("rest_example", "rest_examples", text="Twin") for _ in range(2))
    desk.send("DELETE", f"/dc/rest_example/data/{gone}")
    found = naming().named(("rest_example",), ("Twin",))
    assert sorted(str(each.number) for each in found["Twin"]) == sorted([gone, stays])
    one = single(found, "Twin")
    assert one is not None
    assert str(one.number) == stays


def test_a_card_without_a_name_is_found_by_what_it_is_called_instead(desk: Desk) -> None:
    card = desk.create("rest_example", "rest_examples", batch="b")
    name = f"REST example {card}"
    assert numbers(naming(), ("rest_example",), name, f"REST example {card}0", card) == {name: [card]}
    named = desk.create("rest_example", "rest_examples", text=name)
    assert numbers(naming(), ("rest_example",), name) == {name: [named, card]}


def test_what_the_caller_may_not_see_has_no_name_and_no_id(desk: Desk) -> None:
    person = desk.create("person", "personnel", last_name="Moss")
    incident = desk.create("incident", "security_incidents", subject="Secret")
    everybody, restricted = naming(), naming("restricted")
    assert numbers(restricted, ("person", "incident"), "Moss", "Secret") == {}
    assert restricted.numbered(("person", "incident"), [int(person), int(incident)]) == {}
    assert set(everybody.numbered(("person", "incident"), [int(person), int(incident), 999_999, 2**40, 0])) == {
        *(int(person), int(incident)),
    }
    assert everybody.numbered(("incident",), [int(person)]) == {}
