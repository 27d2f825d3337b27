"""The gateway in front of a small Chalice app, over real connections."""

from __future__ import annotations

import asyncio
import http.client
import json
import logging
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from chalice.app import AuthRequest, AuthResponse, Chalice, Response

from infra.local import gateway, logs
from infra.local.emulator import listen
from infra.local.gateway import LARGEST_ANSWER, LARGEST_REQUEST, Gateway
from infra.local.server import Server

SECONDS = 0.5  # integration time-out
INVALID = 'Bearer realm="{}", error="invalid_token"'
CHALLENGE = f'{INVALID.format("Polydesk")}, {INVALID.format("Matrix")}, Basic realm="Polydesk"'


def small_app() -> Chalice:
    app = Chalice("small")
    app.api.binary_types = []

    @app.authorizer(ttl_seconds=60)
    def fence(request: AuthRequest) -> AuthResponse:
        if request.token == "broken":
            raise RuntimeError
        if request.token not in ("good", "denied"):
            raise Exception("Unauthorized")  # noqa: TRY002
        return AuthResponse(["*"] if request.token == "good" else [], "user", {"exp": "7"})

    @app.route("/echo/{name}", methods=["GET", "POST"], content_types=["text/plain"])
    def echo(name: str) -> Any:
        assert app.current_request
        return {"name": name, "event": app.current_request.to_original_event()}

    @app.route("/fenced", authorizer=fence)
    def fenced() -> Any:
        assert app.current_request
        return app.current_request.context["authorizer"]

    @app.route("/slow")
    def slow() -> Any:
        time.sleep(SECONDS * 6)  # a busy machine may look late at the clock
        return ""

    @app.route("/nap")
    def nap() -> Any:
        time.sleep(SECONDS / 2)
        return Response("rested", {"Content-Type": "text/plain"})

    @app.route("/large")
    def large() -> Any:
        return Response("x" * LARGEST_ANSWER, {"Content-Type": "text/plain"})

    @app.route("/empty")
    def empty() -> Any:
        return Response("", {"Content-Type": "text/plain"}, 204)

    return app


class Running:
    """A gateway on a free port, in a thread of its own."""

    def __init__(self, app: Any) -> None:
        self.listener = listen(0, "PORT")
        self.port: int = self.listener.getsockname()[1]
        self.gateway = Gateway(stage="local", port=self.port, seconds=SECONDS)
        if app:
            self.gateway.open(app, None)
        self.server = Server(self.gateway)
        self.thread = threading.Thread(target=lambda: asyncio.run(self.server.serve(sockets=[self.listener])))
        self.thread.start()

    def call(
        self, path: str, method: str = "GET", body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[http.client.HTTPResponse, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return response, response.read()
        finally:
            connection.close()

    def stop(self) -> None:
        self.server.stop()
        self.thread.join()


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    running = Running(small_app())
    yield running
    running.stop()


def test_a_request_reaches_its_view_as_an_event(running: Running) -> None:
    response, body = running.call("/echo/a%2Fb?x=1&x=%C3%A4", "POST", b"\xff", {"Content-Type": "text/plain"})
    found = json.loads(body)
    assert response.status == 200
    assert found["name"] == "a%2Fb"
    assert found["event"]["body"] == "/w=="
    assert found["event"]["multiValueQueryStringParameters"] == {"x": ["1", "ä"]}
    assert found["event"]["requestContext"]["requestId"] == response.headers["x-amzn-requestid"]


def test_nothing_at_a_path_is_a_gateway_response(running: Running) -> None:
    response, body = running.call("/nowhere?key=secret")
    assert response.status == 404
    found = json.loads(body)
    assert found.pop("timestamp")
    assert found == {
        "type": "NOT_FOUND",
        "message": "There is nothing at this address.",
        "code": 404,
        "reason": "Not Found",
        "error": "Not Found",
        "url": "/nowhere",
    }


@pytest.mark.parametrize("headers", [{}, {"Authorization": "bad"}])
def test_who_can_not_be_identified_gets_the_one_401_with_its_challenge(
    running: Running, headers: dict[str, str]
) -> None:
    response, body = running.call("/fenced", headers=headers)
    found = json.loads(body)
    assert found.pop("timestamp")
    assert (response.status, response.headers["www-authenticate"]) == (401, CHALLENGE)
    assert found == {
        "type": "AUTHENTICATION_ERROR",
        "message": "User could not be authenticated",
        "code": 401,
        "reason": "Unauthorized",
        "error": "Unauthorized",
        "url": "/fenced",
    }


def test_who_is_not_allowed_gets_403(running: Running) -> None:
    assert running.call("/fenced", headers={"Authorization": "denied"})[0].status == 403


def test_a_failing_authorizer_is_500(running: Running) -> None:
    assert running.call("/fenced", headers={"Authorization": "broken"})[0].status == 500


def test_what_the_authorizer_says_reaches_the_view(running: Running) -> None:
    assert json.loads(running.call("/fenced", headers={"Authorization": "good"})[1]) == {
        "exp": "7",
        "principalId": "user",
    }


def test_a_view_that_takes_too_long_is_504(running: Running) -> None:
    assert running.call("/slow")[0].status == 504


def test_an_answer_that_lambda_could_not_carry_is_502(running: Running) -> None:
    assert running.call("/large")[0].status == 502


def test_a_body_of_more_than_10_megabytes_is_413(running: Running) -> None:
    response, body = running.call("/echo/x", "POST", b"x" * (LARGEST_REQUEST + 1))
    assert (response.status, json.loads(body)["type"]) == (413, "REQUEST_TOO_LARGE")


@pytest.mark.parametrize("headers", [{"X-Long": "x" * 10_241}, {f"X-{n}": "x" * 100 for n in range(100)}])
def test_headers_of_more_than_10240_bytes_are_431(running: Running, headers: dict[str, str]) -> None:
    assert running.call("/echo/x", headers=headers)[0].status == 431


def test_an_answer_without_content_has_no_length(running: Running) -> None:
    response, body = running.call("/empty")
    assert (response.status, response.headers["content-length"], body) == (204, None, b"")


def test_a_connection_serves_many_requests(running: Running) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=10)
    connection.connect()
    first = connection.sock
    for number in range(5):
        connection.request("POST", "/echo/x", b"x" * 1000, {"Content-Type": "text/plain"})
        assert json.loads(connection.getresponse().read())["name"] == "x", number
    assert connection.sock is first
    connection.close()


def test_connections_are_set_to_send_at_once(running: Running) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=10)
    connection.request("GET", "/empty")
    connection.getresponse().read()
    [protocol, *_] = running.server.server_state.connections
    served = protocol.transport.get_extra_info("socket")
    assert served.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    connection.close()


def test_many_requests_are_served_at_once(running: Running) -> None:
    started = time.monotonic()
    with ThreadPoolExecutor(16) as pool:
        bodies = list(pool.map(lambda _: running.call("/nap")[1], range(16)))
    assert bodies == [b"rested"] * 16
    assert time.monotonic() - started < 16 * SECONDS / 2 / 2  # half of what one after the other would take


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /empty HTTP/1.1\r\n\r\n",
        b"GET /empty HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST /empty HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
    ],
)
def test_what_is_no_http_is_400(running: Running, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", running.port), timeout=10) as connection:
        connection.sendall(sent)
        assert connection.recv(1000).startswith(b"HTTP/1.1 400 ")


def test_a_static_file_is_served_and_revalidated(running: Running) -> None:
    response, body = running.call("/console/assets/swagger-ui/swagger-ui.css")
    assert (response.status, response.headers["content-type"]) == (200, "text/css; charset=utf-8")
    again, _ = running.call(
        "/console/assets/swagger-ui/swagger-ui.css", headers={"If-None-Match": response.headers["etag"]}
    )
    assert again.status == 304
    assert body


@pytest.mark.parametrize(
    ("method", "path", "status"), [("POST", "swagger-ui.css", 405), ("GET", "../../__init__.py", 404)]
)
def test_static_files_are_for_reading_and_from_their_folder(
    running: Running, method: str, path: str, status: int
) -> None:
    assert running.call(f"/console/assets/swagger-ui/{path}", method)[0].status == status


def test_until_it_is_open_the_gateway_says_that_it_is_starting() -> None:
    running = Running(None)
    response, body = running.call("/health")
    running.stop()
    assert (response.status, json.loads(body)["message"]) == (503, "The local cloud is starting.")


def test_a_request_under_way_is_finished_at_the_end() -> None:
    running = Running(small_app())
    with ThreadPoolExecutor(1) as pool:
        under_way = pool.submit(running.call, "/nap")
        time.sleep(SECONDS / 5)
        running.stop()
        assert under_way.result()[1] == b"rested"


def test_an_app_that_fails_is_502() -> None:
    class Broken:
        def __init__(self) -> None:
            self.routes = {"/": small_app().routes["/empty"]}

        def __call__(self, _event: Any, _context: Any) -> Any:
            raise RuntimeError

    running = Running(Broken())
    response, _ = running.call("/")
    running.stop()
    assert response.status == 502


def test_the_access_log_names_the_route_and_never_path_or_query(running: Running, tmp_path: Path) -> None:
    logs.to_file(tmp_path / "access.log", logging.INFO, logs.BARE, gateway.access.name)
    running.call(
        "/echo/secret-name?key=secret-key", headers={"Authorization": "secret-token", "Content-Type": "text/plain"}
    )
    until = time.monotonic() + 5
    while not (line := (tmp_path / "access.log").read_text()) and time.monotonic() < until:
        time.sleep(0.01)
    gateway.access.handlers = []
    assert '"GET /echo/{name}" 200' in line
    assert "secret" not in line
