"""Finds the browser in which the pages of the console are tested, and installs Debian's where there is none.

Runs on a bare Python 3.11:

python3 infra/browser.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
APT = ("apt-get", "--quiet", "--quiet", "--yes")


def main() -> int:
    """Install if need be; answers the exit status."""
    if find():
        return 0
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return _fail("no Chromium here; install it (Debian: apt-get install chromium), or name one with BROWSER_PATH=…")
    print("Installing Chromium for the tests of the console (once; a few minutes) …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (("update",), ("install", "--no-install-recommends", "chromium")):
        if subprocess.run([*APT, *step], check=False, env=environment, stdin=subprocess.DEVNULL).returncode:
            return _fail("Chromium could not be installed; see the lines above.")
    return 0 if find() else _fail("Chromium was installed, but is not on the PATH.")


def find() -> str | None:
    """The path of the browser: what BROWSER_PATH names, else a Chromium on the PATH; None where there is none."""
    named = os.environ.get("BROWSER_PATH")
    candidates = (named,) if named else NAMES
    return next((found for name in candidates if (found := shutil.which(name))), None)


def _fail(reason: str) -> int:
    print(f"polydesk: {reason}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
