"""What the launcher says when everything is there."""

from __future__ import annotations

from app import app
from infra.local.launcher import interfaces


def test_every_interface_is_named_with_its_address() -> None:
    lines = interfaces(app.mounts, "http://127.0.0.1:8000")
    assert [line.split()[-1] for line in lines] == [
        f"http://127.0.0.1:8000{prefix}"
        for prefix in (
            "/rest-api/itsm/v1",
            "/api",
            "/reapi",
            "/__management_api/v1",
            "/m42Services",
        )
    ]
    assert len({line.index("http") for line in lines}) == 1


def test_where_nothing_is_mounted_nothing_is_said() -> None:
    assert interfaces((), "http://127.0.0.1:8000") == []
