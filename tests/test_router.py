from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.base import Dialect
from chalicelib.errors import PolydeskError
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.router import Match, Mount, Router


def make_dialect(*paths: str, name: str = "board", folds_case: bool = False, documented: bool = False) -> Dialect:
    """A dialect with a GET for each path; `POST /x` says another verb."""
    dialect = Dialect(
        __name__,
        name=name,
        title=name,
        errors=say,
        accepts=frozenset(),
        folds_case=folds_case,
        documented=documented,
    )
    for path in paths:
        method, _, rest = path.rpartition(" ")
        dialect.route(rest, methods=[method or "GET"])(view)
    return dialect


def view(_: Request) -> Response:
    return Response()


def say(error: PolydeskError, _: Request) -> Response:
    return Response(error.status)


def found(router: Router, path: str, method: str = "GET") -> Match:
    match = router.match(method, path)
    assert match is not None
    return match


BOARD = Router(
    [
        Mount(
            make_dialect(
                "", "/Things", "POST /Things", "/Things/{id}", "/Things/latest", "/Things/{id}/notes", folds_case=True
            ),
            "/api",
            aliases=("/board/api",),
            greedy=("/api", "/board"),
        )
    ]
)


@pytest.mark.parametrize(
    ("path", "pattern", "params"),
    [
        ("/api", "/api", {}),
        ("/api/", "/api", {}),
        ("/api/Things", "/api/Things", {}),
        ("/api/things//", "/api/Things", {}),
        ("//api/Things", "/api/Things", {}),
        ("/api/T%68ings", "/api/Things", {}),
        ("/api/Things/7", "/api/Things/{id}", {"id": "7"}),
        ("/api/THINGS/aB", "/api/Things/{id}", {"id": "aB"}),
        ("/api/Things/latest", "/api/Things/latest", {}),
        ("/api/Things/latest/notes", "/api/Things/{id}/notes", {"id": "latest"}),
        ("/api/Things/a%2Fb", "/api/Things/{id}", {"id": "a/b"}),
        ("/api/Things/%2541", "/api/Things/{id}", {"id": "%41"}),
        ("/api/Things/a+b", "/api/Things/{id}", {"id": "a+b"}),
        ("/api/Things/%C3%BC", "/api/Things/{id}", {"id": "ü"}),
        ("/api/Things/%FF", "/api/Things/{id}", {"id": "\ufffd"}),
        ("/api/Things/..", "/api/Things/{id}", {"id": ".."}),
        ("/board/api/Things/7", "/api/Things/{id}", {"id": "7"}),
    ],
)
def test_a_path_leads_to_its_canonical_route(path: str, pattern: str, params: dict[str, str]) -> None:
    match = found(BOARD, path)
    assert (match.pattern, match.params, match.route.view) == (pattern, params, view)


@pytest.mark.parametrize(
    ("path", "prefix"),
    [
        ("/api/Things", "/api"),
        ("/board/API/things", "/board/API"),
        ("//api/nothing", "/api"),
        ("/board/nothing", "/api"),
    ],
)
def test_the_prefix_stays_as_the_caller_spelled_it(path: str, prefix: str) -> None:
    assert found(BOARD, path).prefix == prefix


@pytest.mark.parametrize(
    "path", ["/api/nothing", "/api//Things", "/api/Things/7/8", "/board", "/board/x", "/api/Things//notes"]
)
def test_an_unknown_path_below_a_root_is_the_dialects_to_refuse(path: str) -> None:
    match = found(BOARD, path)
    assert (match.route, match.allowed) == (match.dialect.unknown, ())


def test_an_undefined_verb_is_the_dialects_to_refuse_with_what_is_allowed() -> None:
    match = found(BOARD, "/api/Things", "DELETE")
    assert (match.route, match.allowed) == (match.dialect.unknown, ("GET", "POST"))


def test_options_has_an_answer_on_every_path() -> None:
    match = found(BOARD, "/api/Things", "OPTIONS")
    assert match.route is match.dialect.options


@pytest.mark.parametrize("path", ["/", "/other", "/API/Things", "/%", "/apis"])
def test_what_is_below_no_root_is_nobodys(path: str) -> None:
    assert BOARD.match("GET", path) is None


def test_case_matters_where_the_dialect_says_so() -> None:
    router = Router([Mount(make_dialect("/Things"), "/api")])
    assert found(router, "/api/things").allowed == ()


def test_a_prefix_may_hold_a_variable() -> None:
    router = Router([Mount(make_dialect("/sites/{id}"), "/reapi/{version}", greedy=("/reapi/{version}",))])
    match = found(router, "/reapi/2015-04-01/sites/x")
    assert match.params == {"version": "2015-04-01", "id": "x"}
    assert match.prefix == "/reapi/2015-04-01"


def test_what_chalice_is_told_of_an_unknown_path_has_all_its_variables() -> None:
    router = Router([Mount(make_dialect("/sites"), "/reapi/{version}", greedy=("/reapi/{version}",))])
    assert found(router, "/reapi/1/nothing").door == ("/reapi/{version}/{proxy+}", "GET", {"version": ""})


def test_two_names_for_a_variable_at_one_level_are_refused() -> None:
    with pytest.raises(ValueError, match="names"):
        Router([Mount(make_dialect("/Things/{id}", "/Things/{number}/notes"), "/api")])


def test_a_greedy_root_beside_a_variable_is_refused() -> None:
    with pytest.raises(ValueError, match="proxy"):
        Router([Mount(make_dialect("/{id}"), "/api", greedy=("/api",))])


def test_the_same_verb_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        Router([Mount(make_dialect("/Things", "/Things"), "/api")])


@given(st.text(), st.sampled_from(["GET", "HEAD", "BREW", ""]))
def test_no_path_is_too_strange_to_be_placed(path: str, method: str) -> None:
    match = BOARD.match(method, f"/api/{path}")
    assert match is not None
