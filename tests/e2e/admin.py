"""The admin command line, as a program of its own beside a local cloud."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from tests.e2e.local_cloud import LocalCloud

PROGRAM: Final = Path(sys.executable).parent / "polydesk"


def polydesk(cloud: LocalCloud, *arguments: str, sent: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command. `sent`: on its standard input."""
    environment = {**os.environ, "DATA_DIR": str(cloud.data)}
    return subprocess.run(
        [str(PROGRAM), *arguments],
        cwd="/",
        env=environment,
        input=sent or "",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def answer(cloud: LocalCloud, *arguments: str, sent: str | None = None) -> Any:
    """What a command that succeeds says, as JSON."""
    done = polydesk(cloud, *arguments, "--json", sent=sent)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
