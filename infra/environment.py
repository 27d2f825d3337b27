"""Makes `.venv` hold exactly what infra/locks/dev.txt says, and is done at once when nothing has changed.

Runs on a bare Python 3.11:

python3 infra/environment.py
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "infra" / "locks" / "dev.txt"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed"
OLDEST = (3, 11)


def main() -> int:
    """Install if need be; answers the exit status."""
    if sys.version_info < OLDEST:
        return _fail("Python 3.11 or later is needed; name one with PYTHON=python3.11.")
    if _is_installed():
        return 0
    print("Installing what Polydesk needs into .venv (once; about a minute) …", flush=True)
    if not PYTHON.exists() and not _make():
        return _fail("no virtual environment could be made; see the lines above.")
    command = [str(PYTHON), "-m", "pip", "install", *_QUIET, "--require-hashes", "--requirement", str(LOCK)]
    if not (VENV / "bin" / "pip").exists():
        command = [sys.executable, "-m", "pip", "--python", str(PYTHON), *command[3:]]
    if subprocess.run(command, check=False).returncode:
        return _fail("the packages could not be installed; see the lines above.")
    STAMP.write_text(_wanted())
    print("Installed.", flush=True)
    return 0


_QUIET = ("--quiet", "--quiet", "--disable-pip-version-check", "--no-input", "--root-user-action=ignore")


def _is_installed() -> bool:
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text() == _wanted()


def _wanted() -> str:
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()


def _make() -> bool:
    """Make the environment; without ensurepip (Debian's python3-venv) the pip that is there does the installing."""
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False, capture_output=True, text=True)
    if made.returncode == 0:
        return True
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--without-pip", str(VENV)], check=False, capture_output=True, text=True
    )
    if made.returncode:
        print(made.stdout + made.stderr, file=sys.stderr)
    return made.returncode == 0


def _fail(reason: str) -> int:
    print(f"polydesk: {reason}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main())
