"""Rights come before everything that is wrong with a request (specification, 13.3)."""

from __future__ import annotations

import pytest

from chalicelib.domain.person import PERSON
from chalicelib.domain.role import ALL_VERBS, Role
from chalicelib.services import caches, roles
from tests.access import make_account
from tests.dialects.matrix42.data.workbench import ACTIVITY, COMMON, INCIDENT, JOURNAL, NOBODY, TIMES
from tests.dialects.matrix42.desk import Desk
from tests.dialects.matrix42.desk import fragment as id_of

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize("login", ["reader", "blind"])
@pytest.mark.parametrize("definition", [ACTIVITY, JOURNAL, TIMES])
def test_without_the_right_on_fragments_nothing_else_is_told(desk: Desk, definition: str, login: str) -> None:
    path = f"data/fragments/{definition}"
    for method in ("POST", "PUT", "PATCH"):
        assert desk.send(method, path, "{", login=login, headers=JSON).status == 403
    assert desk.send("DELETE", f"{path}/x", login=login).status == 403
    for method in ("POST", "DELETE"):
        name = {ACTIVITY: "AttachedUsers", JOURNAL: "Creator", TIMES: "User"}[definition]
        assert desk.send(method, f"{path}/x/{name}/y", login=login).status == 403


@pytest.mark.parametrize("login", ["reader", "blind"])
def test_without_the_right_on_objects_nothing_else_is_told(desk: Desk, login: str) -> None:
    path = f"data/objects/{INCIDENT}"
    for method in ("POST", "PUT"):
        assert desk.send(method, path, "{", login=login, headers=JSON).status == 403
    for guid in ("x", NOBODY):
        assert desk.send("DELETE", f"{path}/{guid}", login=login).status == 403


def test_with_the_right_it_is_told(desk: Desk) -> None:
    for path in (f"data/fragments/{ACTIVITY}", f"data/objects/{INCIDENT}"):
        assert desk.send("POST", path, "{", headers=JSON).status == 400
        assert desk.send("DELETE", f"{path}/x").status == 400
        assert desk.send("DELETE", f"{path}/{NOBODY}").status == 404


def test_what_may_not_be_read_is_not_there_to_be_changed(desk: Desk) -> None:
    roles.save(role=Role("tickets", kinds={"ticket": ALL_VERBS}))
    make_account("tickets", roles=("tickets",))
    caches.clear()
    for guid in (id_of(PERSON, 1, COMMON, 2), NOBODY):
        sent = desk.send("PUT", f"data/fragments/{COMMON}", {"ID": guid, "State": 2020}, login="tickets")
        assert sent.status == 404, sent.text
