from __future__ import annotations

import pytest

from infra.local.routing import Routes

ROUTES = Routes(
    {
        "/": {"GET": "root"},
        "/api": {"GET": "base"},
        "/api/Tickets": {"GET": "list", "POST": "create"},
        "/api/Tickets/{id}": {"GET": "read"},
        "/api/Tickets/count": {"GET": "count"},
        "/api/Tickets/count/deep": {"GET": "deep"},
        "/api/Tickets/{id}/notes": {"GET": "notes"},
        "/api/{proxy+}": {"GET": "rest", "PUT": "rest"},
    }
)


@pytest.mark.parametrize(
    ("method", "path", "pattern", "params"),
    [
        ("GET", "/", "/", {}),
        ("GET", "/api/Tickets", "/api/Tickets", {}),
        ("GET", "/api/Tickets/", "/api/Tickets", {}),
        ("GET", "/api/Tickets/7", "/api/Tickets/{id}", {"id": "7"}),
        ("GET", "/api/Tickets/count", "/api/Tickets/count", {}),
        ("GET", "/api/Tickets/count/notes", "/api/Tickets/{id}/notes", {"id": "count"}),
        ("GET", "/api/Tickets/a%2Fb", "/api/Tickets/{id}", {"id": "a%2Fb"}),
        ("GET", "/api/Ticket%73", "/api/Tickets", {}),
        ("GET", "/api/tickets", "/api/{proxy+}", {"proxy": "tickets"}),
        ("PUT", "/api/Tickets/7", "/api/{proxy+}", {"proxy": "Tickets/7"}),
        ("GET", "/api/Tickets//notes", "/api/{proxy+}", {"proxy": "Tickets//notes"}),
        ("GET", "/api/a/b/c", "/api/{proxy+}", {"proxy": "a/b/c"}),
    ],
)
def test_the_most_exact_route_that_knows_the_verb_wins(
    method: str, path: str, pattern: str, params: dict[str, str]
) -> None:
    match = ROUTES.match(method, path)
    assert match is not None
    assert (match.pattern, dict(match.params)) == (pattern, params)


@pytest.mark.parametrize(("method", "path"), [("GET", "/other"), ("DELETE", "/api/Tickets"), ("PUT", "/api")])
def test_what_no_route_covers_leads_nowhere(method: str, path: str) -> None:
    assert ROUTES.match(method, path) is None
