"""What the front door knows when it is imported, and what it leaves for later."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from app import DIALECTS, app
from chalicelib.dialects import late
from chalicelib.router import Mount

ROOT: Final = Path(__file__).parent.parent
LATE: Final = {"views", "wire", "bodies", "parser", "serializer", "errors", "operations"}
"""Rooms that the app need not import to know its routes."""
LAMBDA: Final = {"AWS_LAMBDA_FUNCTION_NAME": "polydesk", "AWS_DEFAULT_REGION": "eu-central-1"}


def modules(**environment: str) -> set[str]:
    """What a new process has imported of ours once it has the app."""
    script = (
        "import app, json, sys; print(json.dumps([name for name in sys.modules if name.startswith('chalicelib.')]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(run.stdout))


def rooms(names: set[str]) -> set[tuple[str, str]]:
    """Dialect and room, of those that should be late."""
    parts = [name.split(".")[2:4] for name in names if name.startswith("chalicelib.dialects.")]
    return {(part[0], part[1]) for part in parts if part[1:] and part[1] in LATE}


def test_the_app_knows_its_routes_without_the_rooms_of_any_dialect() -> None:
    found = modules()
    assert rooms(found) == set(), "name views, errors and operations as `late` does, and import no room in `routes`"
    assert not found & {"chalicelib.openapi", "chalicelib.services.records"}, "nor what only some requests need"


def test_in_a_large_function_rooms_are_left_to_the_first_request() -> None:
    assert rooms(modules(**LAMBDA, AWS_LAMBDA_FUNCTION_MEMORY_SIZE="1024")) == set()


def test_in_a_small_function_whatever_requests_need_is_there_at_the_start() -> None:
    found = modules(**LAMBDA, AWS_LAMBDA_FUNCTION_MEMORY_SIZE="256")
    names = {mount.dialect.name for mount in DIALECTS}
    assert rooms(found) >= {(name, room) for name in names for room in ("views", "errors")}
    assert rooms(found) >= {(name, "wire") for name in names - {"matrix42"}}
    only_for_readers = {(name, room) for name in names for room in ("operations", "bodies")} | {("matrix42", "wire")}
    assert not rooms(found) & only_for_readers, "only documentation needs them"


def test_the_function_of_the_api_does_without_those_behind_the_queues() -> None:
    found = modules(**LAMBDA, AWS_LAMBDA_FUNCTION_MEMORY_SIZE="1024")
    assert not found & {"chalicelib.outbound.worker", "chalicelib.outbound.sender", "chalicelib.outbound.sweeper"}
    assert {"worker", "sender", "sweeper"} <= set(app.handler_map), "`chalice package` knows them"


@pytest.mark.parametrize("mount", app.mounts, ids=lambda mount: mount.dialect.name)
def test_whatever_is_late_is_there(mount: Mount) -> None:
    dialect = mount.dialect
    dialect.load()
    called = (dialect.errors, *dialect.admission, *filter(None, (dialect.finish, dialect.served)))
    assert all(callable(late.found(each)) for each in called)
    for route in filter(None, (*dialect.every_route(), dialect.unknown, dialect.options)):
        assert callable(late.found(route.view)), route
        assert route.summary, route
