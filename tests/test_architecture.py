"""The house rules that a reviewer would forget: arrows between packages, rooms, sizes, routes."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parent.parent
SOURCE: Final = ROOT / "chalicelib"
FILES: Final = sorted(SOURCE.rglob("*.py"))
MAX_LINES: Final = 300
MAX_RESOURCES: Final = 250  # API Gateway holds 300 in a REST API

# What each package may import of the others; its own modules always.
ARROWS: Final = {
    "errors": set(),
    "config": set(),
    "domain": {"errors"},
    "store": {"config", "domain", "errors"},
    "services": {"config", "domain", "errors", "store", "outbound"},  # of outbound only the queue, see below
    "outbound": {"config", "domain", "errors", "logs", "store", "services"},
    "auth": {"config", "domain", "errors", "services", "request"},
    "request": {"config", "domain", "errors"},
    "response": set(),
    "logs": {"config", "metrics", "request"},
    "metrics": {"config"},
    "router": {"dialects"},
    "openapi": {"config", "dialects", "domain", "errors", "openapi30", "request", "response", "router"},
    "openapi30": set(),
    "schemas": set(),
    "contracts": {"dialects", "openapi", "schemas"},
    "examples": {"contracts", "dialects", "domain", "openapi", "schemas"},
    "gateway": {"config", "dialects", "domain", "errors", "logs", "request", "response", "router"},
    "home": {"config", "dialects", "domain", "errors", "request", "response", "router", "gateway", "logs"},
    "dialects": {
        "auth", "config", "contracts", "domain", "errors", "examples", "logs", "openapi", "request", "response",
        "schemas", "services",
    },
}  # fmt: skip
ROOMS: Final = {"__init__", "routes", "views", "wire", "parser", "serializer", "vocabulary", "errors"}
PUBLIC: Final = {
    # Everything else asks who calls.
    ("esm", "/users/login"),
    ("esm", "/echo"),
    ("esm", "/docs"),
    ("esm", "/docs/openapi.json"),
    ("esm", "/docs/swagger"),
    ("esm", "/docs/swagger/index.html"),
    ("esm", "/docs/swagger/externaldocumentation/filter.html"),
    ("matrix42", "/api/ApiToken/GenerateAccessTokenFromApiToken"),
    ("matrix42", "/docs"),
    ("matrix42", "/docs/openapi.json"),
    ("squiz", "/docs"),
    ("squiz", "/docs/openapi.json"),
    ("squiz", "/files/{assetId}/{secret}/{name}"),
    ("xmatters", "/docs"),
    ("xmatters", "/docs/openapi.json"),
    ("tickets", ""),
    ("tickets", "/docs"),
    ("tickets", "/docs/openapi.json"),
}


def package_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Full names of what a file imports, at its top or inside, type checking included."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += (f"{node.module}.{alias.name}" for alias in node.names)
    return tuple(found)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_imports_point_one_way() -> None:
    wrong = [
        f"{name_of(path)} must not know {name}"
        for path in FILES
        for name in imports(path)
        if name.startswith("chalicelib.") and not _may_know(package_of(path), name.split(".")[1])
    ]
    assert not wrong


def _may_know(package: str, target: str) -> bool:
    return package == "__init__" or target == package or target in ARROWS[package]


def test_use_cases_know_of_the_way_out_only_the_queue() -> None:
    for path in sorted((SOURCE / "services").rglob("*.py")):
        assert {n for n in imports(path) if n.startswith("chalicelib.outbound")} <= {"chalicelib.outbound.queue"}


def test_libraries_stay_in_their_rooms() -> None:
    wrong = [
        f"{name_of(path)} must not use {name}" for path in FILES for name in imports(path) if _is_astray(path, name)
    ]
    assert not wrong


def _is_astray(path: Path, name: str) -> bool:
    """Only the store knows DynamoDB, only the frame knows Chalice, and the domain is plain Python."""
    package, library = package_of(path), name.split(".")[0]
    if library in ("pynamodb", "botocore", "boto3"):
        return package != "store"
    if library == "chalice":
        return package not in ("auth", "gateway", "dialects", "home", "response", "outbound")
    return package == "domain" and library not in sys.stdlib_module_names | {"chalicelib", "__future__"}


def test_no_file_outgrows_its_noun() -> None:
    everything = [*FILES, *sorted((ROOT / "infra").rglob("*.py")), ROOT / "app.py"]
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in everything}
    assert {name: length for name, length in lengths.items() if length > MAX_LINES} == {}


def test_file_names_are_nouns_of_the_field() -> None:
    empty = {"utils", "helpers", "models", "common", "manager", "util", "misc"}
    assert [name_of(path) for path in FILES if empty & set(path.with_suffix("").parts)] == []


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("__init__.py")), ids=name_of)
def test_packages_say_what_they_are_and_import_nothing(path: Path) -> None:
    tree = ast.parse(path.read_text())
    assert ast.get_docstring(tree), "a package says what it is for"
    assert len(tree.body) == 1, "Chalice imports packages on the way to a handler: nothing may run there"


@pytest.mark.parametrize(
    "dialect", sorted(p for p in (SOURCE / "dialects").iterdir() if (p / "__init__.py").exists()), ids=name_of
)
def test_every_dialect_has_the_same_rooms(dialect: Path) -> None:
    rooms = {path.stem for path in dialect.iterdir() if path.name != "__pycache__"}
    assert rooms >= ROOMS


def test_every_test_folder_mirrors_the_source() -> None:
    """Every file with code has tests at the same place (tables and plain data classes are tested through others)."""
    folders = {path.relative_to(SOURCE).parent for path in FILES if path.stem != "__init__"}
    assert [str(each) for each in sorted(folders) if not (ROOT / "tests" / each).is_dir()] == []


def test_the_authorizer_loads_no_more_than_it_needs() -> None:
    unwanted = (
        "msgspec",
        "pynamodb.models",
        "chalicelib.dialects",
        "chalicelib.store.records",
        "chalicelib.store.tables",
    )
    script = f"import sys, chalicelib.auth; print([m for m in sys.modules if m.startswith({unwanted!r})])"
    loaded = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"


def test_the_resources_of_the_api_fit_its_limit() -> None:
    from app import app

    resources = {""}
    for route in app.routes:
        parts = route.strip("/").split("/")
        resources.update("/".join(parts[: depth + 1]) for depth in range(len(parts)))
    assert len(resources) <= MAX_RESOURCES


def test_path_variables_have_one_name_per_level() -> None:
    from app import app

    names: dict[str, str] = {}
    for route in app.routes:
        parts = route.strip("/").split("/")
        for depth, part in enumerate(parts):
            if part.startswith("{"):
                place = re.sub(r"\{[^}]*\}", "{}", "/".join(parts[:depth]))
                assert names.setdefault(place, part) == part, (
                    f"{route}: a variable of another name stands at this level"
                )


def test_every_route_asks_who_calls_or_is_on_the_list_of_public_ones() -> None:
    from app import app

    public = {
        (mount.dialect.name, route.path)
        for mount in app.mounts
        for route in mount.dialect.every_route()
        if route.public and mount.dialect.accepts
    }
    assert public == PUBLIC


def test_no_route_has_the_gateway_judge_media_types() -> None:
    from app import app

    assert app.api.binary_types == []
    assert all(not entry.content_types for methods in app.routes.values() for entry in methods.values())


def test_the_project_names_no_registry_and_no_machine() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    named = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|/work/|/root/")
    for name in tracked:
        path = ROOT / name
        if (
            path.suffix in {".py", ".md", ".txt", ".toml", ".json", ".sh", ""}
            and path.is_file()
            and path != Path(__file__)
        ):
            assert not named.search(path.read_text(errors="replace")), name
