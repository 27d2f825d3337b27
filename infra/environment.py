"""Makes `.venv` hold exactly what infra/locks/dev.txt says, and `polydesk` itself; done at once when nothing has changed.

Runs on a bare Python 3.11:

python3 infra/environment.py
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "infra" / "locks" / "dev.txt"
PROJECT = ROOT / "pyproject.toml"
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
    if not _install("--require-hashes", "--requirement", str(LOCK)):
        return _fail("the packages could not be installed; see the lines above.")
    if not _install("--no-deps", "--no-build-isolation", "--editable", str(ROOT)):
        return _fail("the command line could not be installed; see the lines above.")
    STAMP.write_text(_wanted())
    print("Installed.", flush=True)
    return 0


_QUIET = ("--quiet", "--quiet", "--disable-pip-version-check", "--no-input", "--root-user-action=ignore")


def _is_installed() -> bool:
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text() == _wanted()


def _wanted() -> str:
    """What an environment was made from: the lock file, and how the project says that it is packaged."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    packaging = (project["project"], project["build-system"], project["tool"]["setuptools"], str(ROOT))
    return hashlib.sha256(LOCK.read_bytes() + repr(packaging).encode()).hexdigest()


def _install(*what: str) -> bool:
    command = [str(PYTHON), "-m", "pip", "install", *_QUIET, *what]
    if not (VENV / "bin" / "pip").exists():
        command = [sys.executable, "-m", "pip", "--python", str(PYTHON), *command[3:]]
    return subprocess.run(command, check=False).returncode == 0


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
