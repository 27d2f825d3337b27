from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from chalicelib.outbound import callbacks

ROOT: Final = Path(__file__).parents[2]


@pytest.mark.parametrize("dialect", sorted(callbacks.DIALECTS))
def test_every_dialect_that_sends_has_a_room_for_it(dialect: str) -> None:
    assert callable(callbacks.of(dialect).messages)


@pytest.mark.parametrize("dialect", ["", "esm", "tickets.routes", "../gateway", "..routes"])
def test_a_dialect_that_sends_nothing_has_none(dialect: str) -> None:
    with pytest.raises(LookupError):
        callbacks.of(dialect)


def loaded_by(statement: str) -> list[str]:
    script = f"import sys\n{statement}\nprint(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return found.stdout.split()


UNWANTED: Final = (
    "chalicelib.gateway",
    "chalicelib.router",
    "chalicelib.openapi",
    "chalicelib.auth",
    "pynamodb.models",
    "app",
)


@pytest.mark.parametrize("function", ["worker", "sender", "sweeper"])
def test_a_function_loads_no_dialect_and_no_front_door(function: str) -> None:
    modules = loaded_by(f"import chalicelib.outbound.{function}")
    assert not [name for name in modules if name.startswith((*UNWANTED, "chalicelib.dialects", "msgspec"))]


@pytest.mark.parametrize("dialect", sorted(callbacks.DIALECTS))
def test_a_worker_with_a_job_loads_the_room_of_its_dialect_and_no_route(dialect: str) -> None:
    modules = loaded_by(f"from chalicelib.outbound import callbacks, worker\ncallbacks.of({dialect!r})")
    assert f"chalicelib.dialects.{dialect}.callback" in modules
    assert not [name for name in modules if name.startswith(UNWANTED) or name.endswith(".routes")]


def test_a_sender_loads_the_transport_that_it_needs_and_no_other() -> None:
    modules = loaded_by(
        "from chalicelib.domain.delivery import Channel\nfrom chalicelib.outbound import sender\n"
        "sender._transport(Channel.EMAIL)"
    )
    assert "chalicelib.outbound.transports.mail" in modules
    assert "chalicelib.outbound.transports.sms" not in modules
    assert not [name for name in modules if name.startswith((*UNWANTED, "chalicelib.dialects"))]
