from __future__ import annotations

import base64
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
import pytest
from chalice.app import ChaliceAuthorizer
from chalice.app import Response as ChaliceResponse

from chalicelib.dialects.base import Dialect
from chalicelib.domain.caller import CredentialKind
from chalicelib.errors import PolydeskError
from chalicelib.gateway import Polydesk
from chalicelib.home import home
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.router import Mount


def say(error: PolydeskError, request: Request) -> Response:
    return Response(error.status, msgspec.json.encode({"said": error.message}), media_type="application/json")


def make_app(dialect: Dialect, **mount: Any) -> Polydesk:
    app = Polydesk()
    board = Mount(dialect, "/api", greedy=("/api",), **mount)
    app.mount(board)
    app.mount(Mount(home((board,)), ""))
    return app


@pytest.fixture
def board() -> Dialect:
    dialect = Dialect(__name__, name="board", title="Board", errors=say, accepts=frozenset(), folds_case=True)

    @dialect.route("/Things/{id}", methods=["GET", "POST"], public=True)
    def show_thing(request: Request) -> Response:
        return Response(200, msgspec.json.encode({"id": request.params["id"], "route": request.route}))

    return dialect


def call(app: Polydesk, method: str, path: str, **event: Any) -> dict[str, Any]:
    return app({"httpMethod": method, "path": path, **event}, None)


def content(answer: dict[str, Any]) -> Any:
    body = answer["body"]
    return msgspec.json.decode(base64.b64decode(body) if answer["isBase64Encoded"] else body)


def test_a_view_sees_the_canonical_route_and_decoded_variables(board: Dialect) -> None:
    answer = call(make_app(board), "GET", "/api/things/a%2Fb/")
    assert content(answer) == {"id": "a/b", "route": "/api/Things/{id}"}


def test_what_the_event_says_of_its_resource_is_not_believed(board: Dialect) -> None:
    event = {"resource": "/api/{proxy+}", "pathParameters": {"proxy": "Things/9"}}
    answer = call(make_app(board), "GET", "/api/Things/7", **event, requestContext={"resourcePath": "/api/{proxy+}"})
    assert content(answer)["id"] == "7"


def test_the_event_is_left_as_it_was(board: Dialect) -> None:
    event = {"httpMethod": "GET", "path": "/api/Things/7", "requestContext": {"resourcePath": "/x"}}
    make_app(board)(event, None)
    assert event == {"httpMethod": "GET", "path": "/api/Things/7", "requestContext": {"resourcePath": "/x"}}


def test_an_unknown_path_is_refused_in_the_dialects_words(board: Dialect) -> None:
    answer = call(make_app(board), "GET", "/api/nothing")
    assert (answer["statusCode"], list(content(answer))) == (404, ["said"])


@pytest.mark.parametrize("method", ["PATCH", "DELETE", "TRACE", "brew"])
def test_an_undefined_verb_is_refused_in_the_dialects_words_with_the_true_allow(board: Dialect, method: str) -> None:
    answer = call(make_app(board), method, "/api/Things/7")
    assert (answer["statusCode"], answer["headers"]["Allow"], list(content(answer))) == (405, "GET, POST", ["said"])


def test_head_is_undefined_and_has_no_body(board: Dialect) -> None:
    answer = call(make_app(board), "HEAD", "/api/Things/7")
    assert (answer["statusCode"], answer["body"]) == (405, "")


def test_options_names_the_verbs_of_the_path(board: Dialect) -> None:
    answer = call(make_app(board), "OPTIONS", "/api/Things/7")
    assert (answer["statusCode"], answer["headers"], answer["body"]) == (200, {"Allow": "GET, POST"}, "")


def test_options_of_an_unknown_path_is_not_found(board: Dialect) -> None:
    assert call(make_app(board), "OPTIONS", "/api/nothing")["statusCode"] == 404


@pytest.mark.parametrize("path", ["/elsewhere", "/API/Things/7", "/%00", "/healthy"])
def test_outside_all_dialects_the_house_answers(board: Dialect, path: str) -> None:
    answer = call(make_app(board), "GET", path)
    assert (answer["statusCode"], list(content(answer))) == (404, ["message"])


def test_without_a_house_there_is_still_an_answer(board: Dialect) -> None:
    app = Polydesk()
    app.mount(Mount(board, "/api"))
    assert call(app, "GET", "/elsewhere")["statusCode"] == 404


@pytest.mark.parametrize("event", [{}, {"httpMethod": None, "path": None}, {"path": "/api", "requestContext": None}])
def test_an_event_that_lacks_nearly_everything_is_answered(board: Dialect, event: dict[str, Any]) -> None:
    assert make_app(board)(event, None)["statusCode"] in (200, 404)


def test_what_chalice_says_itself_is_said_again_by_the_dialect(board: Dialect) -> None:
    app = make_app(board)

    def replace_answer(event: Any, get_response: Any) -> ChaliceResponse:
        return ChaliceResponse({"Code": "InternalServerError"}, status_code=500)

    app.register_middleware(replace_answer, "http")
    answer = call(app, "GET", "/api/Things/7")
    assert (answer["statusCode"], list(content(answer))) == (500, ["said"])


def test_a_middleware_that_fails_is_a_500_in_the_dialects_words(board: Dialect) -> None:
    app = make_app(board)

    def fail(event: Any, get_response: Any) -> ChaliceResponse:
        raise KeyError("secret")

    app.register_middleware(fail, "http")
    answer = call(app, "GET", "/api/Things/7")
    assert (answer["statusCode"], content(answer)) == (500, {"said": "An error has occurred."})


def test_many_threads_have_a_request_each(board: Dialect) -> None:
    together = threading.Barrier(8)

    @board.route("/Meeting/{id}", public=True)
    def meet(request: Request) -> Response:
        together.wait(5)
        assert app.current_request.uri_params == request.params
        return Response(200, request.params["id"])

    app = make_app(board)
    with ThreadPoolExecutor(8) as pool:
        bodies = list(pool.map(lambda number: call(app, "GET", f"/api/Meeting/{number}")["body"], range(8)))
    assert bodies == [str(number) for number in range(8)]


def test_nothing_of_a_request_is_kept_after_its_answer(board: Dialect) -> None:
    app = make_app(board)
    call(app, "GET", "/api/Things/7")
    assert app.current_request is None
    assert app.lambda_context is None


def test_every_verb_below_a_greedy_root_reaches_the_app_without_authorizer(board: Dialect) -> None:
    entries = make_app(board).routes["/api/{proxy+}"]
    assert set(entries) == {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
    assert all(entry.authorizer is None for entry in entries.values())


@pytest.mark.parametrize(
    ("accepts", "fenced"), [({CredentialKind.KEY}, False), ({CredentialKind.BASIC, CredentialKind.BEARER}, True)]
)
def test_the_authorizer_fences_what_carries_credentials_in_its_header(
    accepts: set[CredentialKind], fenced: bool
) -> None:
    dialect = Dialect(__name__, name="board", title="Board", errors=say, accepts=frozenset(accepts))
    dialect.route("/Things")(lambda _: Response())
    dialect.route("/Login", authorizer=False)(lambda _: Response())
    app = Polydesk()
    fence: Any = ChaliceAuthorizer("fence", lambda _: None)
    app.mount(Mount(dialect, "/api"), authorizer=fence)
    assert (app.routes["/api/Things"]["GET"].authorizer is fence) == fenced
    assert app.routes["/api/Login"]["GET"].authorizer is None
    assert app.routes["/api/docs"]["GET"].authorizer is None
