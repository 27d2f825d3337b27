from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chalicelib import openapi, openapi30
from chalicelib.dialects.base import Dialect
from chalicelib.dialects.esm.eql.moments import Calendar
from chalicelib.dialects.esm.eql.parser import parse
from chalicelib.dialects.esm.routes import dialect as esm
from chalicelib.domain.caller import CredentialKind
from chalicelib.errors import Invalid, PolydeskError
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.router import Mount, Router

PREFIXES = ("/rest-api/itsm/v1", "/itsm/api/v1")
PUBLIC = {("POST", "/users/login"), ("GET", "/echo")}
VERBS = ("get", "post", "put", "patch", "delete")


def say(error: PolydeskError, _: Request) -> Response:
    return Response(error.status)


def make_dialect() -> Dialect:
    """The routes, where everybody is let in and nothing is read from the store."""
    dialect = Dialect(
        __name__,
        name="esm",
        title="Matrix42 / Efecte ESM REST API",
        errors=say,
        accepts=frozenset({CredentialKind.ACCESS_TOKEN}),
        documented=False,
    )
    dialect.routes = esm.routes
    return dialect


DIALECT = make_dialect()
ROUTER = Router([Mount(DIALECT, PREFIXES[0], aliases=PREFIXES[1:])])


def get(path: str, *, stage: str = "") -> Response:
    match = ROUTER.match("GET", path)
    assert match is not None
    event = {"httpMethod": "GET", "path": path, "requestContext": {"path": stage + path}}
    request = Request.from_event(event, route=match.pattern, prefix=match.prefix, params=match.params)
    return match.dialect.answer(request, match.route)


def text(path: str) -> str:
    return get(PREFIXES[0] + path).content.decode()


@pytest.fixture(scope="module")
def document() -> Any:
    return openapi.describe(esm, PREFIXES[0])


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("path", ["/docs", "/docs/", "/docs/swagger", "/docs/swagger/"])
def test_short_addresses_lead_to_the_page_under_the_prefix_in_use(prefix: str, path: str) -> None:
    answer = get(prefix + path)
    assert answer.status == 302
    assert answer.headers["Location"] == f"{prefix}/docs/swagger/index.html"


def test_a_stage_in_front_of_the_address_stays_there() -> None:
    answer = get("/itsm/api/v1/docs/swagger", stage="/prod")
    assert answer.headers["Location"] == "/prod/itsm/api/v1/docs/swagger/index.html"


def test_whoever_comes_is_let_in_and_not_counted() -> None:
    pages = [route for route in DIALECT.routes if route.path.startswith("/docs")]
    assert len(pages) == 5
    assert all(route.public and not route.limited and not DIALECT.is_fenced(route) for route in pages)


@pytest.mark.usefixtures("cloud")  # how operations stand is read from the store
@pytest.mark.parametrize("prefix", PREFIXES)
def test_the_page_shows_the_document_beside_it_and_leads_to_the_explanation_of_filters(prefix: str) -> None:
    answer = get(f"{prefix}/docs/swagger/index.html")
    shown = answer.content.decode()
    assert answer.media_type == "text/html; charset=utf-8"
    assert f'data-document="{prefix}/docs/openapi.json"' in shown
    assert '<a href="externaldocumentation/filter.html">' in shown
    assert "<td>PATCH</td><td><code>/dc/{templateCode}/data/{dataCardId}</code></td>" in shown
    assert get(f"{prefix}/docs/swagger/externaldocumentation/filter.html").status == 200


@pytest.mark.usefixtures("cloud")  # how operations stand is read from the store
@pytest.mark.parametrize("path", ["/docs/swagger/index.html", "/docs/swagger/externaldocumentation/filter.html"])
def test_pages_need_no_other_host(path: str) -> None:
    answer = get(PREFIXES[0] + path)
    assert "//" not in answer.content.decode().replace("<!doctype html>", "")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.usefixtures("cloud")  # how operations stand is read from the store
@pytest.mark.parametrize("prefix", PREFIXES)
def test_the_document_is_for_the_prefix_that_was_asked(prefix: str) -> None:
    described = json.loads(get(f"{prefix}/docs/openapi.json").content)
    assert described["servers"] == [{"url": prefix}]


def test_the_document_has_the_operations_of_the_vendor_and_no_others(document: Any) -> None:
    assert document["openapi"] == "3.0.3"
    assert {(verb.upper(), path) for path, verbs in document["paths"].items() for verb in verbs} == {
        (method, route.path) for route in esm.routes if route.operation for method in route.methods
    }
    assert len(document["paths"]) == 11


def test_tags_and_security_are_those_of_the_vendor(document: Any) -> None:
    assert [tag["name"] for tag in document["tags"]] == ["Test", "User", "Template", "DataCard"]
    scheme = document["components"]["securitySchemes"]["JWTAuth"]
    assert (scheme["type"], scheme["scheme"], scheme["bearerFormat"]) == ("http", "bearer", "JWT")
    assert document["security"] == [{"JWTAuth": []}]
    assert {key for key, operation in operations(document) if operation.get("security") == []} == PUBLIC


def test_forms_files_and_versions_are_described(document: Any) -> None:
    described = dict(operations(document))
    attribute = "/dc/{templateCode}/data/{dataCardId}/{attributeCode}"
    assert list(described["POST", "/users/login"]["requestBody"]["content"]) == [
        "application/x-www-form-urlencoded",
        "application/json",
    ]
    assert list(described["POST", f"{attribute}/file"]["requestBody"]["content"]) == ["multipart/form-data"]
    upload = document["components"]["schemas"]["Upload"]["properties"]
    assert (list(upload), upload["fileUpload"]["format"]) == (["fileUpload", "fileName"], "binary")
    download = described["GET", f"{attribute}/file/{{location}}"]["responses"]["200"]["content"]["*/*"]
    assert download["schema"]["format"] == "binary"
    assert "If-Match" in [parameter["name"] for parameter in described["PUT", attribute]["parameters"]]
    assert "ETag" in described["PUT", attribute]["responses"]["200"]["headers"]


def test_every_operation_keeps_the_rules_of_openapi(document: Any) -> None:
    tags = {tag["name"] for tag in document["tags"]}
    names = [operation["operationId"] for _, operation in operations(document)]
    assert len(names) == len(set(names))
    for (_, path), operation in operations(document):
        parameters = [(each["in"], each["name"]) for each in operation.get("parameters", ())]
        assert len(parameters) == len(set(parameters))
        assert {name for where, name in parameters if where == "path"} == set(re.findall(r"{(\w+)}", path))
        assert all(each["required"] for each in operation.get("parameters", ()) if each["in"] == "path")
        assert set(operation["tags"]) <= tags
        assert all(answer["description"] for answer in operation["responses"].values())


def test_every_schema_keeps_the_rules_of_the_older_version(document: Any) -> None:
    known = set(document["components"]["schemas"])
    for schema in schemas(document):
        assert set(schema) <= openapi30.KEYWORDS
        assert schema.get("type") in (None, "string", "number", "integer", "boolean", "array", "object")
        assert "$ref" not in schema or len(schema) == 1
        assert schema.get("type") != "array" or "items" in schema
        assert schema.get("$ref", "").rpartition("/")[2] in known | {""}


def operations(document: Any) -> Iterator[tuple[tuple[str, str], Any]]:
    for path, verbs in document["paths"].items():
        assert set(verbs) <= set(VERBS)
        for verb, operation in verbs.items():
            yield (verb.upper(), path), operation


def schemas(document: Any) -> Iterator[dict[str, Any]]:
    """Every schema of a document, those within others as well."""

    def around(node: Any) -> Iterator[dict[str, Any]]:
        for name, child in node.items() if isinstance(node, dict) else enumerate(node):
            if name == "schema":
                yield from within(child)
            elif isinstance(child, dict | list) and name != "example":
                yield from around(child)

    def within(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield schema
        several = [schema.get(word, ()) for word in ("anyOf", "oneOf", "allOf")]
        inner = [*(one for some in several for one in some), *schema.get("properties", {}).values()]
        inner += [
            schema[word] for word in ("items", "not", "additionalProperties") if isinstance(schema.get(word), dict)
        ]
        for one in inner:
            yield from within(one)

    yield from around(document["paths"])
    for schema in document["components"]["schemas"].values():
        yield from within(schema)


def quoted(kind: str) -> list[str]:
    """The samples of a kind on the page about filters."""
    page = text("/docs/swagger/externaldocumentation/filter.html")
    return [unescape(found) for found in re.findall(rf'<code class="{kind}">(.*?)</code>', page)]


def test_every_filter_on_the_page_is_one() -> None:
    found = quoted("filter")
    assert len(found) > 30
    for sample in found:
        parse(sample)


def test_every_date_on_the_page_is_one() -> None:
    calendar = Calendar(ZoneInfo("Europe/Helsinki"), datetime(2025, 5, 17, 12, tzinfo=UTC))
    assert [sample for sample in quoted("moment") if calendar.read(sample.strip("'")) is None] == []


def test_every_error_on_the_page_is_the_one_that_is_given() -> None:
    page = text("/docs/swagger/externaldocumentation/filter.html")
    found = re.findall(r'<code class="wrong">(.*?)</code></td><td class="message">(.*?)</td>', page)
    assert len(found) == len(quoted("wrong")) > 3
    for sample, message in found:
        with pytest.raises(Invalid) as refused:
            parse(unescape(sample))
        assert refused.value.message == unescape(message)


def test_links_within_the_page_lead_somewhere() -> None:
    page = text("/docs/swagger/externaldocumentation/filter.html")
    places = re.findall(r' id="(\w+)"', page)
    assert len(places) == len(set(places))
    assert set(re.findall(r'href="#(\w+)"', page)) == set(places)


def test_the_same_routes_make_the_same_bytes() -> None:
    request = Request.from_event({"path": "/itsm/api/v1/docs/openapi.json"}, prefix="/itsm/api/v1")
    first, second = (openapi.document(make_dialect(), request).body for _ in range(2))
    assert first == second
