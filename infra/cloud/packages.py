"""The packages that ship to Lambda, unpacked: those of requirements.txt and what they need, as the lock pins them.

`pip` fetches them for Lambda's platform and refuses whatever has not one of the lock's hashes. They are kept under a name
made of all that they were fetched for, so a second packaging needs no network.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import requires
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from infra.cli.refusals import Refusal

ROOT: Final = Path(__file__).resolve().parents[2]
LOCK: Final = ROOT / "infra" / "locks" / "dev.txt"
REQUIREMENTS: Final = ROOT / "requirements.txt"
KEPT: Final = ROOT / "dist" / "packages"
FRAMEWORK: Final = "chalice"  # of which two files ship, and nothing that it needs for itself
PLATFORMS: Final[Mapping[str, str]] = {"x86_64": "manylinux2014_x86_64", "arm64": "manylinux2014_aarch64"}
"""The wheels for each of Lambda's architectures."""


def unpacked(architecture: str, kept: Path = KEPT) -> Path:
    """The folder of the unpacked packages; fetched if it is not there. Raises `Refusal` when they can't be had."""
    wanted = "\n".join(pins(LOCK.read_text(encoding="utf-8"), (*shipped(), FRAMEWORK))) + "\n"
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    key = hashlib.sha256(f"{version} {architecture}\n{wanted}".encode()).hexdigest()[:16]
    folder = kept / key
    if not folder.exists():
        _fetch(wanted, version, PLATFORMS[architecture], folder)
    return folder


def shipped(requirements: Path = REQUIREMENTS) -> list[str]:
    """The names of the packages that ship, sorted: those of the file and all that they need."""
    lines = (line.partition("#")[0].strip() for line in requirements.read_text(encoding="utf-8").splitlines())
    found: set[str] = set()
    waiting = [Requirement(line).name for line in lines if line]
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name not in found:
            found.add(name)
            waiting += _needs(name)
    return sorted(found)


def pins(lock: str, names: Iterable[str]) -> list[str]:
    """What a lock file says of these packages: version and hashes. Raises `Refusal` for one that it does not pin."""
    lines = [" ".join(line.split()) for line in lock.replace("\\\n", " ").splitlines() if "==" in line]
    said = {canonicalize_name(line.partition("==")[0]): line for line in lines}
    wanted = [canonicalize_name(name) for name in names]
    missing = sorted(set(wanted) - said.keys())
    if missing:
        raise Refusal(f"The lock does not pin {', '.join(missing)}: run `make lock`.")
    return [said[name] for name in wanted]


def _needs(name: str) -> Iterator[str]:
    for line in requires(name) or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield requirement.name


def _fetch(wanted: str, version: str, platform: str, folder: Path) -> None:
    """Into a folder aside, which gets its name when all is there."""
    aside = folder.with_name(f"{folder.name}.{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    listed = aside.with_suffix(".txt")
    listed.write_text(wanted, encoding="utf-8")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["--root-user-action=ignore", "--no-deps", "--require-hashes", "--only-binary=:all:", "--no-compile"]
    command += ["--implementation", "cp", "--python-version", version, "--platform", platform]
    command += ["--target", str(aside), "--requirement", str(listed)]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            said = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
            raise Refusal("The packages for Lambda could not be fetched.", details=said[-3:])
        aside.rename(folder)
    finally:
        listed.unlink(missing_ok=True)
        shutil.rmtree(aside, ignore_errors=True)
