from __future__ import annotations

from pathlib import Path

from chalicelib.dialects.base import Dialect
from chalicelib.dialects.operation import Operation
from chalicelib.domain.caller import CredentialKind
from chalicelib.errors import PolydeskError
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.router import Mount
from infra import routes


def say(error: PolydeskError, _: Request) -> Response:
    return Response(error.status)


def show(_: Request) -> Response:
    """Show a thing.

    At length.
    """
    return Response()


def make_mount(*kinds: CredentialKind) -> Mount:
    dialect = Dialect(__name__, name="board", title="Board", errors=say, accepts=frozenset(kinds), documented=False)
    dialect.route("/Things/{id}", methods=["GET", "PUT"])(show)
    dialect.route("/Open", public=True, operation=Operation("Look in"))(show)
    return Mount(dialect, "/api", aliases=("/board/api",), greedy=("/api",))


def test_each_verb_of_each_route_is_a_row() -> None:
    assert list(routes.rows(make_mount(CredentialKind.KEY))) == [
        ("GET", "`/api/Things/{id}`", "board", "key", "Show a thing"),
        ("PUT", "`/api/Things/{id}`", "board", "key", "Show a thing"),
        ("GET", "`/api/Open`", "board", "none", "Look in"),
        ("any", "`/api/{proxy+}`", "board", "none", "Refuse unknown paths"),
    ]


def test_a_fenced_route_says_so() -> None:
    mount = make_mount(CredentialKind.BEARER, CredentialKind.BASIC)
    assert routes.credential(mount.dialect, mount.dialect.routes[0]) == "basic, bearer (authorizer)"


def test_aliases_are_listed() -> None:
    assert "* `/api`: `/board/api`" in routes.render([make_mount()])


def test_a_file_that_was_just_written_is_not_stale(tmp_path: Path) -> None:
    file = tmp_path / "routes.md"
    assert routes.main(["--check"], file) == 1
    assert routes.main([], file) == 0
    assert routes.main(["--check"], file) == 0
    file.write_text(file.read_text() + "x")
    assert routes.main(["--check"], file) == 1


def test_the_page_in_the_repository_is_true() -> None:
    assert routes.main(["--check"]) == 0
