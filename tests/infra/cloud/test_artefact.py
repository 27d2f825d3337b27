"""The zip that Lambda runs: what is in it, how large it is, and that it runs."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any, Final

import botocore
import pytest

from infra.cloud import artefact, packages
from infra.cloud.artefact import Artefact
from tests.lengths import lengthy

pytestmark = lengthy
DOMAIN: Final = packages.ROOT / "chalicelib" / "domain"


@pytest.fixture(scope="session")
def task(built: Artefact, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip, unpacked as Lambda does."""
    folder = tmp_path_factory.mktemp("task")
    zipfile.ZipFile(io.BytesIO(built.content)).extractall(folder)
    return folder


def names(built: Artefact) -> set[str]:
    return set(zipfile.ZipFile(io.BytesIO(built.content)).namelist())


def run(task: Path, code: str, **around: str) -> Any:
    """What a program prints as JSON that sees the zip, the standard library and what Lambda's runtime has, and nothing else."""
    runtime = Path(botocore.__file__).parents[1]
    begin = f"import sys; sys.path.insert(0, {str(task)!r})\n"
    # Of this environment only botocore and its own, behind a finder that refuses everything else.
    begin += f"""
from importlib.machinery import PathFinder
class Runtime:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] in ("botocore", "dateutil", "jmespath", "six", "urllib3"):
            return PathFinder.find_spec(name, path or [{str(runtime)!r}])
sys.meta_path.append(Runtime)
"""
    environment = {
        "AWS_LAMBDA_FUNCTION_NAME": "polydesk",
        "AWS_REGION": "eu-central-1",
        "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x",
        "POLYDESK_STAGE": "dev",
        **around,
    }
    command = [os.path.realpath(sys.executable), "-I", "-B", "-c", begin + code]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd="/", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])  # behind what it logs


def test_it_stays_below_two_megabytes(built: Artefact) -> None:
    assert len(built.content) <= artefact.LARGEST


def test_the_same_input_gives_the_same_bytes_in_whatever_process(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {path.relative_to(packages.ROOT).as_posix(): path.read_bytes() for path in DOMAIN.rglob("*.py")}
    monkeypatch.setenv("PYTHONHASHSEED", "1")
    once = Artefact(artefact.pack(files))
    monkeypatch.setenv("PYTHONHASHSEED", "2")
    again = Artefact(artefact.pack(dict(reversed(files.items()))))
    assert (again.content, again.name) == (once.content, once.name)


def test_another_line_of_code_gives_another_name() -> None:
    one, other = (Artefact(artefact.pack({"app.py": source})) for source in (b"a = 1\n", b"a = 2\n"))
    assert one.name != other.name


def test_neither_tools_nor_what_the_runtime_has_are_in_it(built: Artefact) -> None:
    tops = {name.partition("/")[0] for name in names(built)}
    assert not tops & {"pip", "setuptools", "boto3", "botocore", "urllib3", "click", "infra", "tests"}
    assert {name for name in names(built) if name.startswith("chalice/")} == {"chalice/__init__.pyc", "chalice/app.pyc"}


def test_every_dialect_starts_from_it(task: Path) -> None:
    code = """
import json, app
health = app.app({"httpMethod": "GET", "path": "/health", "headers": {}, "requestContext": {}}, None)
print(json.dumps([health["statusCode"], len(app.app.mounts)]))
"""
    # The small function imports all rooms of all dialects at its start.
    assert run(task, code, AWS_LAMBDA_FUNCTION_MEMORY_SIZE="256") == [200, 8]


@pytest.mark.parametrize(
    "handler", ["chalicelib.auth.authorize", "chalicelib.outbound.worker.work", "chalicelib.outbound.sender.send"]
)
def test_every_other_function_is_found_in_it(task: Path, handler: str) -> None:
    module, _, name = handler.rpartition(".")
    assert run(task, f"import json, {module}; print(json.dumps(callable({module}.{name})))") is True


def test_every_module_can_be_imported(task: Path) -> None:
    code = f"""
import importlib, json
from pathlib import Path
files = [*Path({str(task)!r}, "chalicelib").rglob("*.py"), *Path({str(task)!r}, "chalicelib").rglob("*.pyc")]
names = [".".join(file.relative_to({str(task)!r}).with_suffix("").parts).removesuffix(".__init__") for file in files]
print(json.dumps(len([importlib.import_module(name) for name in names if "__pycache__" not in name])))
"""
    assert run(task, code) == sum(1 for _ in (packages.ROOT / "chalicelib").rglob("*.py"))


def test_zones_are_found_where_the_system_has_none(task: Path) -> None:
    code = """
import json, zoneinfo
zoneinfo.reset_tzpath(())
print(json.dumps([str(zoneinfo.ZoneInfo(name)) for name in ("Europe/Berlin", "US/Pacific", "UTC")]))
"""
    assert run(task, code) == ["Europe/Berlin", "US/Pacific", "UTC"]
