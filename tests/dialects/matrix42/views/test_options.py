from __future__ import annotations

from tests.dialects.matrix42.desk import BASE, Desk, set_up
from tests.wire import Answer

PATH = f"{BASE}/data/fragments/SPSUserClassBase"
HERE, THERE = "https://desk.example.com", "https://evil.example.com"


def ask(desk: Desk, origin: str, path: str = PATH) -> Answer:
    return desk.client.send("OPTIONS", path, headers={"Origin": origin, "Access-Control-Request-Method": "POST"})


def test_scripts_of_an_origin_that_is_set_may_call(desk: Desk) -> None:
    set_up(origins=f"https://x.example, {HERE}")
    answer = ask(desk, HERE)
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == HERE
    assert answer.headers["access-control-allow-methods"] == "GET, POST, PUT, PATCH"
    assert answer.headers["access-control-allow-headers"] == "Authorization, Content-Type, Explicit-Language"
    assert answer.headers["vary"] == "Origin"
    assert desk.get("userinfo", headers={"Origin": HERE}).headers["access-control-allow-origin"] == HERE


def test_scripts_from_elsewhere_may_not(desk: Desk) -> None:
    set_up(origins=HERE)
    assert ask(desk, THERE).status == 405
    assert "access-control-allow-origin" not in desk.get("userinfo", headers={"Origin": THERE}).headers
    set_up(origins="")
    assert ask(desk, HERE).status == 405


def test_everybody_may_on_a_machine_of_ones_own(desk: Desk) -> None:
    assert ask(desk, THERE).headers["access-control-allow-origin"] == "*"
    refused = desk.get("userinfo", login=None, headers={"Origin": THERE})
    assert (refused.status, refused.headers["access-control-allow-origin"]) == (401, "*")


def test_who_is_no_script_hears_nothing_of_it(desk: Desk) -> None:
    assert not [name for name in desk.get("userinfo").headers if name.startswith("access-control")]


def test_there_is_nothing_to_allow_where_nothing_is(desk: Desk) -> None:
    assert ask(desk, HERE, f"{BASE}/nothing").status == 404


def test_nothing_is_kept_on_the_way(desk: Desk) -> None:
    assert desk.get("userinfo").headers["cache-control"] == "no-store"
