"""Forms that carry a file (specification, 5.8)."""

from __future__ import annotations

from dataclasses import dataclass, field

from chalicelib.dialects import uploads
from chalicelib.domain.file import clean_name
from chalicelib.errors import Invalid, UnsupportedMediaType
from chalicelib.request import Request


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way: its name without directories, its bytes, the type that its sender says, if any."""

    name: str
    content: bytes = field(repr=False)
    media_type: str


def read(request: Request) -> Upload:
    """The file of a form, its two parts in either order. Raises Invalid, Malformed."""
    try:
        parts = uploads.read(request)
    except UnsupportedMediaType:
        raise Invalid(message="The body is no multipart/form-data.") from None
    missing = [name for name in ("fileUpload", "fileName") if name not in parts]
    if missing:
        raise Invalid(message=" ".join(f"The part {name} is missing." for name in missing))
    file, name = parts["fileUpload"][0], clean_name(parts["fileName"][0].text)
    if not name:
        raise Invalid(message="The part fileName is empty.")
    return Upload(name, file.content, file.media_type)
