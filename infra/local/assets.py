"""The static files of the documentation pages, which S3 and CloudFront serve in the cloud."""

from __future__ import annotations

import hashlib
import importlib.util
import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Mapping


def _of_package(package: str, folder: str) -> Path:
    """A folder of an installed package, found without importing it."""
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"{package} is not installed")
    return Path(found.origin).parent / folder


BASE: Final = "/console/assets/"
ROOTS: Final[Mapping[str, Path]] = {
    "swagger-ui": _of_package("swagger_ui", "static"),
    "polydesk": Path(__file__).resolve().parents[1] / "console",
}

# By hand, because the system's tables differ from machine to machine.
_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, read."""

    content: bytes
    media_type: str
    etag: str


class Assets:
    """The files below `/console/assets/`; each is read again when it has changed."""

    def __init__(self, roots: Mapping[str, Path] = ROOTS) -> None:
        self._roots = roots
        self._read: dict[Path, tuple[int, Asset]] = {}

    def find(self, path: str) -> Asset | None:
        """The file at a request path, None when there is none. Nothing outside of the folders is ever found."""
        collection, _, name = unquote(path.removeprefix(BASE)).partition("/")
        root = self._roots.get(collection)
        if root is None or not name or "\0" in name:
            return None
        file = (root / name).resolve()
        if not file.is_relative_to(root.resolve()) or not file.is_file():
            return None
        return self._asset(file)

    def _asset(self, file: Path) -> Asset:
        changed = file.stat().st_mtime_ns
        kept = self._read.get(file)
        if kept and kept[0] == changed:
            return kept[1]
        content = file.read_bytes()
        media_type = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        asset = Asset(content, media_type, f'"{hashlib.sha256(content).hexdigest()[:32]}"')
        self._read[file] = (changed, asset)
        return asset
