"""The code as it is shipped to Lambda: one lean zip, the same bytes for the same input, named by its content.

It holds the app, two files of Chalice, and the packages of requirements.txt with what they need and the runtime of Lambda does
not have. Modules are compiled beforehand, because Lambda's disk is read-only and each cold start would compile them anew;
docs/decisions/0021 has the measurements.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from infra.cloud import packages
from infra.cloud.bytecode import compiled

LARGEST: Final = 2 * 1024 * 1024  # bytes, zipped

_DATE: Final = (1980, 1, 1, 0, 0, 0)  # of every file: the earliest that a zip can say
_FRAMEWORK: Final = frozenset({"chalice/__init__.py", "chalice/app.py"})
# botocore, which Lambda brings, and what it needs itself
_OF_THE_RUNTIME: Final = frozenset({"botocore", "dateutil", "jmespath", "six.py", "urllib3"})
_ZONES: Final = "tzdata/zoneinfo/"
_ZONES_INSIDE: Final = b'__path__ = [__path__[0] + "/zones.zip/tzdata"]\n'
"""Six hundred small files shrink to half when they are compressed as one: Python imports from a zip in a zip's folder, too."""
_UNREAD: Final = frozenset(f"{_ZONES}{name}" for name in ("tzdata.zi", "leapseconds", "zone.tab", "zone1970.tab"))
_DOCUMENTING: Final = re.compile(
    r"chalicelib/(?:(?:contracts|openapi|openapi30|schemas)\.py|examples/"
    r"|dialects/\w+/(?:operations/|manual/|operations\.py|bodies\.py)|dialects/matrix42/wire/)"
    r"|msgspec/(?:inspect|_json_schema)\.py"
)
"""What is read with the documentation only: as source, which is half as large as bytecode."""
_SUFFIXES: Final = frozenset({".pyi", ".pyc", ".typed", ".pyx", ".c", ".h"})


class Artefact(NamedTuple):
    """A zip and the name that its content gives it."""

    content: bytes

    @property
    def digest(self) -> str:
        """Of the content: 64 hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def name(self) -> str:
        """What the zip is called wherever it is kept."""
        return f"code/{self.digest[:32]}.zip"


def build(unpacked: Path, root: Path = packages.ROOT) -> Artefact:
    """Pack the app of `root` with the packages in the folder `unpacked`."""
    files = {**dict(_app(root)), **dict(_packages(unpacked)), "tzdata/__init__.py": _ZONES_INSIDE}
    return Artefact(pack(files))


def pack(files: Mapping[str, bytes]) -> bytes:
    """Zip `files` (content by path), each Python module as what it compiles to."""
    modules = {
        path: content for path, content in files.items() if path.endswith(".py") and not _DOCUMENTING.match(path)
    }
    rest = {path: content for path, content in files.items() if path not in modules}
    everything = {**rest, **compiled(modules)}
    zones = {path: content for path, content in everything.items() if path.startswith(_ZONES)}
    if zones:
        everything = {path: content for path, content in everything.items() if path not in zones}
        everything["tzdata/zones.zip"] = _zipped(zones, zipfile.ZIP_STORED)
    return _zipped(everything, zipfile.ZIP_DEFLATED)


def _zipped(files: Mapping[str, bytes], method: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, _DATE)
            entry.create_system = 3  # Unix, whatever this machine is
            entry.external_attr = 0o644 << 16
            target.writestr(entry, files[path], method, compresslevel=9)
    return stream.getvalue()


def _app(root: Path) -> Iterator[tuple[str, bytes]]:
    yield "app.py", (root / "app.py").read_bytes()
    for path in sorted((root / "chalicelib").rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith("."):
            yield path.relative_to(root).as_posix(), path.read_bytes()


def _packages(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and _is_shipped(name):
            yield name, path.read_bytes()


def _is_shipped(name: str) -> bool:
    top = name.partition("/")[0]
    if top == packages.FRAMEWORK:
        return name in _FRAMEWORK
    if top in _OF_THE_RUNTIME or top.endswith(".dist-info") or top == "bin" or "__pycache__/" in name:
        return False
    return Path(name).suffix not in _SUFFIXES and name not in _UNREAD
