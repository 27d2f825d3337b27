"""What each right opens, and what is said without it (specification, 7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pytest

from chalicelib.domain.account import Account
from chalicelib.domain.role import ALL_VERBS, ANY, READ_ONLY, FieldRight, Role, Verb
from chalicelib.services import accounts, limits, roles
from tests.dialects.esm.desk import HASHED, MODULE, WRITES, Desk, data

CARDS: Final = "/dc/rest_example/data"
EVERYWHERE: Final = {ANY: ALL_VERBS}


def employ(*several: Role) -> str:
    """An account that has these roles beside one that lets it in."""
    for role in (ENTRANCE, *several):
        roles.save(role=role)
    names = ("entrance", *(role.name for role in several))
    accounts.save(account=Account("somebody", password=HASHED, roles=names))
    return "somebody"


ENTRANCE: Final = Role("entrance", abilities=MODULE)


def role(name: str = "role", templates: Any = None, folders: Any = None, **fields: FieldRight) -> Role:
    """A role for all templates and folders, or for those given, that narrows attributes of the example."""
    kinds = EVERYWHERE if templates is None else templates
    return Role(name, kinds=kinds, folders=EVERYWHERE if folders is None else folders, fields={"rest_example": fields})


def change(**values: Any) -> Mapping[str, Any]:
    return {"data": data(**values)}


def new(folder: str = "rest_examples", **values: Any) -> Mapping[str, Any]:
    return {"folderCode": folder, **change(**values)}


def statuses(desk: Desk, login: str, card: str) -> dict[str, int]:
    """What the operations on a card answer."""
    entry = f"{CARDS}/{card}"
    return {
        "read": desk.get(entry, login=login).status,
        "create": desk.send("POST", CARDS, new(text="New"), login=login).status,
        "edit": desk.send("PATCH", entry, change(count=1), login=login).status,
        "one attribute": desk.send("PUT", f"{entry}/count", {"values": []}, login=login).status,
        "delete": desk.send("DELETE", entry, login=login).status,
    }


def test_without_the_right_to_read_a_template_does_not_exist(desk: Desk) -> None:
    card = desk.create("rest_example", "rest_examples", text="Card")
    somebody = employ(role(templates={"rest_example": ALL_VERBS - READ_ONLY, "company": READ_ONLY}))
    assert [each["templateCode"] for each in desk.get("/dc", login=somebody).json] == ["company"]
    assert set(statuses(desk, somebody, card).values()) == {404}
    for path in ("/dc/rest_example", CARDS, f"{CARDS}/stream", f"{CARDS}/{card}/text", f"{CARDS}/{card}/files/file/x"):
        assert desk.get(path, login=somebody).status == 404, path
    assert desk.send("PUT", CARDS, [], login=somebody).status == 404


def test_without_the_right_to_read_a_folder_its_cards_do_not_exist(desk: Desk) -> None:
    card = desk.create("rest_example", "rest_examples", text="Card")
    pointing = desk.create(
        "rest_example", "archive", text="Pointing", friend={"dataCardId": card}, friends={"value": "Card"}
    )
    somebody = employ(role(folders={"rest_examples": ALL_VERBS - READ_ONLY, "archive": ALL_VERBS}))
    assert [each["dataCardId"] for each in desk.get(CARDS, login=somebody).json["data"]] == [pointing]
    shown = desk.get(f"{CARDS}/{pointing}?selectedAttributes=friend,friends", login=somebody).json["data"]
    assert [each["values"] for each in shown.values()] == [[], []]
    answers = statuses(desk, somebody, card)
    assert answers.pop("create") == 201  # which needs no right to read
    assert set(answers.values()) == {404}


def test_what_a_caller_may_not_see_is_neither_pointed_at_nor_lost(desk: Desk) -> None:
    unseen = desk.create("rest_example", "rest_examples", text="Unseen")
    seen = desk.create("rest_example", "archive", text="Seen")
    card = desk.create("rest_example", "archive", text="Card", friends=[{"dataCardId": unseen}])
    somebody = employ(role(folders={"archive": ALL_VERBS}))
    for value in ({"dataCardId": unseen}, {"value": "Unseen"}):
        refused = desk.send("PUT", f"{CARDS}/{card}/friends", {"values": [value]}, login=somebody)
        assert refused.status == 400
    assert desk.send("PUT", f"{CARDS}/{card}/friends", {"values": [{"dataCardId": seen}]}, login=somebody).status == 200
    kept = desk.get(f"{CARDS}/{card}/friends").json["values"]
    assert {each["dataCardId"] for each in kept} == {unseen, seen}


@pytest.mark.parametrize("lacking", ["create", "edit", "delete"])
@pytest.mark.parametrize("dimension", ["templates", "folders"])
def test_without_another_right_of_template_or_folder_that_alone_is_forbidden(
    desk: Desk, lacking: str, dimension: str
) -> None:
    card = desk.create("rest_example", "rest_examples", text="Card")
    rest = {ANY: ALL_VERBS - {Verb(lacking)}}
    somebody = employ(role(templates=rest) if dimension == "templates" else role(folders=rest))
    refused = {lacking, "one attribute"} if lacking == "edit" else {lacking}
    answers = statuses(desk, somebody, card)
    assert {name for name, status in answers.items() if status == 403} == refused
    assert {status for name, status in answers.items() if name not in refused} <= {200, 201}


def test_a_right_in_a_folder_holds_below_it_unless_the_folder_below_is_named(desk: Desk) -> None:
    below = desk.create("rest_example", "archive", text="Below")
    inherits = employ(role(folders={"rest_examples": WRITES}))
    assert desk.send("PATCH", f"{CARDS}/{below}", change(count=1), login=inherits).status == 200
    roles.save(role=role(folders={"rest_examples": WRITES, "archive": READ_ONLY}))
    assert desk.send("PATCH", f"{CARDS}/{below}", change(count=2), login=inherits).status == 403
    roles.save(role=role(folders={"rest_examples": WRITES, "archive": frozenset()}))
    assert desk.get(f"{CARDS}/{below}", login=inherits).status == 404


def test_of_several_roles_the_greatest_right_counts_and_dimensions_add_up(desk: Desk) -> None:
    card = desk.create("rest_example", "rest_examples", text="Card", secret="s", batch="b")
    somebody = employ(
        role("templates only", folders={}, secret=FieldRight.READ, batch=FieldRight.NONE),
        role(
            "some folders",
            templates={"rest_example": READ_ONLY},
            folders={"rest_examples": WRITES},
            secret=FieldRight.NONE,
        ),
        Role("about people", kinds={"person": ALL_VERBS}),
    )
    answer = desk.get(f"{CARDS}/{card}?selectedAttributes=secret,batch", login=somebody).json["data"]
    assert [len(each["values"]) for each in answer.values()] == [1, 1]
    assert desk.send("PUT", f"{CARDS}/{card}/secret", {"values": []}, login=somebody).status == 403
    assert desk.send("PUT", f"{CARDS}/{card}/batch", {"values": []}, login=somebody).status == 200
    assert desk.send("DELETE", f"{CARDS}/{card}", login=somebody).status == 403  # no role deletes in the folder


def test_an_attribute_that_may_not_be_read_has_no_values_and_is_unknown_to_filters(desk: Desk) -> None:
    card = desk.create("rest_example", "rest_examples", text="Card", secret="s")
    path = f"{CARDS}/{card}"
    shown = [
        desk.get(f"{path}/secret", login="restricted").json,
        desk.get(f"{path}?selectedAttributes=secret", login="restricted").json["data"]["secret"],
        desk.get(f"{CARDS}?dataCards=true", login="restricted").json["data"][0]["data"]["secret"],
        desk.send("PATCH", f"{path}?dataCards=true", change(), login="restricted").json["dataCard"]["data"]["secret"],
    ]
    assert shown == [{"name": "Secret", "type": "string", "values": []}] * 4
    for said in ("$secret$ = 's'", "$secret$ is null", "hidden = 0 or $secret$ like 's'"):
        refused = desk.get(f"{CARDS}?filter={said}", login="restricted")
        assert (refused.status, "unknown attribute secret" in refused.json["message"]) == (400, True)
    assert "secret" in desk.get("/dc/rest_example", login="restricted").json["attributes"]


@pytest.mark.parametrize("code", ["secret", "batch"])
def test_an_attribute_that_may_not_be_written_is_forbidden_alone_and_reported_among_others(
    desk: Desk, code: str
) -> None:
    card = desk.create("rest_example", "rest_examples", text="Card", secret="s", batch="b")
    values: dict[str, Any] = {"count": 1, code: "x"}
    written = [
        desk.send("POST", CARDS, new(**values), login="restricted").json["meta"]["errors"],
        desk.send("PATCH", f"{CARDS}/{card}", change(**values), login="restricted").json["meta"]["errors"],
        desk.send("PUT", CARDS, [{"dataCardId": card, **change(**values)}], login="restricted").json["data"][0][
            "errors"
        ],
    ]
    for errors in written:
        assert [(each["attributeCode"], each["error"]) for each in errors] == [(code, "Forbidden")]
    for method in ("PUT", "POST", "DELETE"):
        assert desk.send(method, f"{CARDS}/{card}/{code}", {"values": []}, login="restricted").status == 403, method
    assert desk.get(f"{CARDS}/{card}/{code}").json["values"] == [{"value": code[0]}]


def test_a_star_stands_for_all_templates_or_attributes_that_are_not_named(desk: Desk) -> None:
    card = desk.create("rest_example", "rest_examples", text="Card", count=1)
    fields = {"rest_example": {"*": FieldRight.READ, "count": FieldRight.WRITE}, "*": {"*": FieldRight.NONE}}
    somebody = employ(Role("role", kinds=EVERYWHERE, folders=EVERYWHERE, fields=fields))
    answer = desk.send("PATCH", f"{CARDS}/{card}?dataCards=true", change(text="x", count=2), login=somebody).json
    assert [each["attributeCode"] for each in answer["meta"]["errors"]] == ["text"]
    assert [answer["dataCard"]["data"][code]["values"] for code in ("text", "count")] == [
        [{"value": "Card"}],
        [{"value": 2}],
    ]
    assert desk.get("/dc/person/data/1/login", login=somebody).status == 404
    assert desk.get("/dc/person/data/1/first_name", login=somebody).json["values"] == []


def test_files_ask_for_the_right_on_their_attribute(desk: Desk) -> None:
    card = desk.create("rest_example", "rest_examples", text="Card")
    somebody = employ(role(files=FieldRight.NONE, one_file=FieldRight.READ))
    assert desk.get(f"{CARDS}/{card}/files/file/x", login=somebody).status == 403
    assert desk.get(f"{CARDS}/{card}/one_file/file/x", login=somebody).status == 404
    for code in ("files", "one_file"):
        assert desk.send("POST", f"{CARDS}/{card}/{code}/file", login=somebody).status == 403


def test_an_author_whom_the_caller_may_not_see_is_left_out_but_not_of_the_worklog(desk: Desk) -> None:
    card = desk.create("rest_example", "rest_examples", text="Card", log="Done.")
    shown = desk.get(f"{CARDS}/{card}?selectedAttributes=creator,log", login="restricted").json["data"]
    assert shown["creator"]["values"] == []
    assert [each["author"] for each in shown["log"]["values"]] == ["Ada Example"]


def test_who_has_no_person_behind_is_no_author_of_cards_and_signs_worklogs_with_the_login(desk: Desk) -> None:
    made = desk.send("POST", f"{CARDS}?dataCards=true", new(text="Mine", log="Done."), login="restricted").json
    shown = made["dataCard"]["data"]
    assert [shown[code]["values"] for code in ("creator", "last_update_by")] == [[], []]
    assert [each["author"] for each in shown["log"]["values"]] == ["restricted"]


def test_a_module_or_an_account_that_is_withdrawn_counts_with_the_next_look(desk: Desk) -> None:
    somebody = employ(role())
    assert desk.get("/echo/jwt", login=somebody).status == 200
    roles.save(role=Role("entrance"))
    assert desk.get("/echo/jwt", login=somebody).status == 403
    accounts.change(login=somebody, enabled=False)
    assert desk.get("/echo/jwt", login=somebody).status == 401


def test_checks_come_in_one_order(desk: Desk) -> None:
    """Token, rate, module, template, card, right, body, state: the first that fails is told."""
    gone = desk.create("rest_example", "rest_examples", text="Gone")
    assert desk.send("DELETE", f"{CARDS}/{gone}").status == 200
    somebody = employ(role(templates={"rest_example": ALL_VERBS}))
    token = {"Authorization": desk.log_in(somebody)}
    wrong = {"Authorization": "Bearer x", "If-Match": '"1"'}

    def tell(path: str, body: Any, headers: Mapping[str, str]) -> int:
        return desk.send("PATCH", path, body, headers={"If-Match": '"1"', **headers}).status

    card = f"{CARDS}/{gone}"
    limits.override(requests_per_minute=3)
    roles.save(role=Role("entrance"))
    assert tell("/dc/nosuch/data/1", "{", wrong) == 401
    assert [tell("/dc/nosuch/data/1", "{", token) for _ in range(4)] == [403, 403, 403, 429]
    limits.override(requests_per_minute=0)
    employ(role(templates={"rest_example": READ_ONLY}))
    assert tell("/dc/nosuch/data/1", "{", token) == 404
    assert tell(f"{CARDS}/999", "{", token) == 404
    assert tell(card, "{", token) == 403
    roles.save(role=role(templates={"rest_example": ALL_VERBS}))
    assert tell(card, "{", token) == 400
    assert tell(card, {"dataCardId": "1", **change()}, token) == 400
    assert tell(card, change(), token) == 409
    kept = desk.create("rest_example", "rest_examples", text="Kept")
    assert tell(f"{CARDS}/{kept}", change(count=1), token) == 412


def test_a_name_that_is_not_to_be_read_does_not_leak(desk: Desk) -> None:
    card = desk.create("rest_example", "rest_examples", text="Hidden from you")
    friend = desk.create("rest_example", "rest_examples", text="Friend", friend={"dataCardId": card})
    somebody = employ(role(text=FieldRight.NONE))
    called = f"REST example {card}"
    assert desk.get(f"{CARDS}/{card}", login=somebody).json["name"] == called
    value = desk.get(f"{CARDS}/{friend}/friend", login=somebody).json["values"][0]
    assert value["name"] == called
    names = ("entity.name = 'Hidden from you'", f"entity.name = '{called}'", f"$friend$ = '{called}'")
    found = [desk.get(f"{CARDS}?filter={each}", login=somebody).json["meta"]["count"] for each in names]
    assert found == [0, 1, 1]
    assert desk.get(f"{CARDS}?filter=$friend$ = 'Hidden from you'", login=somebody).status == 400
