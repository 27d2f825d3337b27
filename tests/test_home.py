from __future__ import annotations

import json
import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from chalicelib.config import VERSION
from chalicelib.dialects.base import Dialect
from chalicelib.errors import PolydeskError
from chalicelib.gateway import Polydesk
from chalicelib.home import home
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.router import Mount


def say(error: PolydeskError, _: Request) -> Response:
    return Response(error.status)


@pytest.fixture
def app() -> Polydesk:
    dialect = Dialect(
        __name__,
        name="board",
        title="Things & notes",
        speaks_as="the Board API",
        description="A board.",
        example="curl '{base}/Things?key=KEY'",
        errors=say,
        accepts=frozenset(),
    )
    mounts = (Mount(dialect, "/api", greedy=("/api",)),)
    app = Polydesk()
    app.mount(*mounts)
    app.mount(Mount(home(mounts), ""))
    return app


def call(app: Polydesk, path: str, method: str = "GET") -> dict[str, Any]:
    headers = {"Host": "desk.example", "X-Forwarded-Proto": "https"}
    return app({"httpMethod": method, "path": path, "headers": headers}, None)


def test_the_index_shows_each_dialect_with_its_addresses_and_an_example(app: Polydesk) -> None:
    page = call(app, "/")["body"]
    assert "Things &amp; notes" in page
    assert "the Board API" in page
    assert 'href="/api/docs"' in page
    assert 'href="/api/docs/openapi.json"' in page
    assert "curl &#x27;https://desk.example/api/Things?key=KEY&#x27;" in page


def test_the_index_claims_no_affiliation(app: Polydesk) -> None:
    assert "affiliated with none of the vendors" in call(app, "/")["body"]


def test_the_index_is_one_well_formed_page_with_one_heading_of_its_own(app: Polydesk) -> None:
    outline = Outline()
    outline.feed(call(app, "/")["body"])
    assert outline.open == []
    assert (outline.tags.count("h1"), outline.tags.count("main")) == (1, 1)


def test_the_index_fetches_nothing_and_runs_nothing(app: Polydesk) -> None:
    answer = call(app, "/")
    assert not re.search(r"<script|<link|<img|@import|url\(", answer["body"])
    assert "script-src" not in answer["headers"]["Content-Security-Policy"]


def test_the_index_knows_light_and_dark(app: Polydesk) -> None:
    assert "prefers-color-scheme: dark" in call(app, "/")["body"]


def test_a_hostile_host_is_not_repeated(app: Polydesk) -> None:
    answer = app({"httpMethod": "GET", "path": "/", "headers": {"Host": '"><script>alert(1)</script>'}}, None)
    assert "alert" not in answer["body"]


def test_health_names_version_and_dialects(app: Polydesk) -> None:
    answer = call(app, "/health")
    assert answer["statusCode"] == 200
    assert json.loads(answer["body"]) == {"status": "ok", "version": VERSION, "dialects": ["board"]}


@pytest.mark.parametrize("path", ["/", "/health"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"])
def test_every_other_verb_is_undefined(app: Polydesk, path: str, method: str) -> None:
    answer = call(app, path, method)
    assert (answer["statusCode"], answer["headers"]["Allow"]) == (405, "GET")


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())["project"]
    assert project["version"] == VERSION


class Outline(HTMLParser):
    """Tags in order, and those that are still open."""

    VOID = frozenset({"meta", "link", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
