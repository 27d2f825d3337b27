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
    helps = Dialect(__name__, name="matrix42", title="Web services", errors=say, accepts=frozenset())
    mounts = (Mount(dialect, "/api", greedy=("/api",)), Mount(helps, "/deskServices"))
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
    assert json.loads(answer["body"]) == {"status": "ok", "version": VERSION, "dialects": ["board", "matrix42"]}


CONSOLE = ("/console/web-services", "/console/public-api", "/console/release-notes")


@pytest.mark.parametrize("path", CONSOLE)
def test_the_console_is_read_without_a_credential_and_kept_nowhere_without_asking(app: Polydesk, path: str) -> None:
    answer = call(app, path)
    assert answer["statusCode"] == 200
    assert answer["headers"]["Content-Type"] == "text/html; charset=utf-8"
    assert answer["headers"]["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", CONSOLE)
def test_the_console_runs_and_calls_nothing_from_elsewhere(app: Polydesk, path: str) -> None:
    policy = {
        name: rest
        for name, *rest in (part.split() for part in call(app, path)["headers"]["Content-Security-Policy"].split(";"))
    }
    assert policy.pop("default-src") == ["'none'"]
    assert {source for sources in policy.values() for source in sources} == {"'self'", "'none'"}


@pytest.mark.parametrize("path", CONSOLE)
def test_the_console_has_one_style_one_script_and_no_outside_address(app: Polydesk, path: str) -> None:
    page = call(app, path)["body"]
    assert (page.count("<script"), page.count('rel="stylesheet"'), page.count("<style")) == (1, 1, 0)
    assert all(address.startswith(("/", "#")) for address in re.findall(r'(?:href|src)="([^"]*)"', page))


@pytest.mark.parametrize("path", CONSOLE)
def test_the_console_is_one_well_formed_page(app: Polydesk, path: str) -> None:
    outline = Outline()
    outline.feed(call(app, path)["body"])
    assert outline.open == []
    assert outline.tags.count("main") == 1
    assert len(outline.ids) == len(set(outline.ids))
    assert outline.references <= set(outline.ids)


@pytest.mark.parametrize("path", CONSOLE)
def test_the_menu_stands_in_the_page_itself_and_marks_where_one_is(app: Polydesk, path: str) -> None:
    items = re.findall(r'<li><a href="([^"]*)"( aria-current="page")?', call(app, path)["body"])
    assert [address for address, _ in items] == list(CONSOLE)
    assert [address for address, is_current in items if is_current] == [path]


@pytest.mark.parametrize("path", CONSOLE)
def test_the_console_reads_where_the_documentation_is_mounted(app: Polydesk, path: str) -> None:
    assert 'data-api="/deskServices/api"' in call(app, path)["body"]


@pytest.mark.parametrize("path", CONSOLE)
def test_below_a_stage_every_address_of_the_console_has_it(app: Polydesk, path: str) -> None:
    event = {"httpMethod": "GET", "path": path, "headers": {}, "requestContext": {"path": f"/prod{path}"}}
    page = app(event, None)["body"]
    assert 'data-api="/prod/deskServices/api"' in page
    addresses = re.findall(r'(?:href|src)="(/[^"]*)"', page)
    assert all(address.startswith("/prod/") for address in addresses)


def test_only_the_page_of_all_apis_can_be_narrowed_to_public_ones(app: Polydesk) -> None:
    assert [path for path in CONSOLE if 'id="public-filter"' in call(app, path)["body"]] == ["/console/web-services"]


def test_where_nothing_gives_documentation_there_is_no_console(app: Polydesk) -> None:
    alone = Polydesk()
    alone.mount(Mount(home(app.mounts[:1]), ""))
    assert [call(alone, path)["statusCode"] for path in CONSOLE] == [404, 404, 404]
    assert "/console/" not in call(alone, "/")["body"]


def test_the_index_leads_to_the_console(app: Polydesk) -> None:
    page = call(app, "/")["body"]
    assert [path for path in CONSOLE if f'href="{path}"' in page] == list(CONSOLE)


@pytest.mark.parametrize("path", ["/", "/health", *CONSOLE])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"])
def test_every_other_verb_is_undefined(app: Polydesk, path: str, method: str) -> None:
    answer = call(app, path, method)
    assert (answer["statusCode"], answer["headers"]["Allow"]) == (405, "GET")


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())["project"]
    assert project["version"] == VERSION


class Outline(HTMLParser):
    """Tags in order, those that are still open, ids, and what refers to them."""

    VOID = frozenset({"meta", "link", "br", "input"})

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.references: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in ("for", "aria-labelledby", "aria-describedby"):
                self.references |= set((value or "").split())
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
