"""The admin command line, as a program of its own beside a local cloud."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from tests.e2e.local_cloud import ROOT, LocalCloud

PROGRAM: Final = Path(sys.executable).parent / "polydesk"
_LATER: Final = """
from sys import argv
from chalicelib.domain import clock
from infra.cli.main import main
clock.advance(float(argv.pop(1)))
main()
"""


def polydesk(
    cloud: LocalCloud, *arguments: str, sent: str | None = None, later: float = 0
) -> subprocess.CompletedProcess[str]:
    """Run a command. `sent`: on its standard input; `later`: by so many seconds its clock is ahead."""
    program = [sys.executable, "-c", _LATER, str(later)] if later else [str(PROGRAM)]
    environment = {**os.environ, "DATA_DIR": str(cloud.data)}
    return subprocess.run(
        [*program, *arguments],
        cwd=ROOT if later else "/",  # so that what the program imports is found
        env=environment,
        input=sent or "",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def answer(cloud: LocalCloud, *arguments: str, **more: Any) -> Any:
    """What a command that succeeds says, as JSON. `more`: as for `polydesk`."""
    done = polydesk(cloud, *arguments, "--json", **more)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
