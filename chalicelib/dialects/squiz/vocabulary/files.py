"""Which files a browser may show in place; all others it saves."""

from __future__ import annotations

from typing import Final

IMAGES_BY_EXTENSION: Final = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
}
OTHER: Final = "application/octet-stream"
