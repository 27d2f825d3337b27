"""A call in JavaScript, for browsers: XMLHttpRequest."""

from __future__ import annotations

from typing import Final

from chalicelib.examples.call import Call, File, Form, Json, Text
from chalicelib.examples.literals import script, text

HEADING: Final = "// JavaScript: XMLHttpRequest"


def written(call: Call) -> str:
    """The lines of the call."""
    before, sent = _body(call)
    lines = [
        *before,
        "const request = new XMLHttpRequest();",
        f"request.open({text(call.method)}, {text(call.url)});",
        *(f"request.setRequestHeader({text(name)}, {text(value)});" for name, value in call.headers),
        *(['request.responseType = "blob";'] if call.saves else []),
        f"request.onload = () => console.log(request.status, request.{'response' if call.saves else 'responseText'});",
        'request.onerror = () => console.error("There is no answer.");',
        f"request.send({sent});",
    ]
    return "\n".join(lines) + "\n"


def _body(call: Call) -> tuple[list[str], str]:
    """Lines that come first, and what is sent."""
    match call.body:
        case Json(value):
            return [f"const body = {script(value)};"], "JSON.stringify(body)"
        case Text(value):
            return [], text(value)
        case File(name):
            return [f"{_PICKED} // such as {_one_line(name)}"], "file"
        case Form(parts):
            lines = [f"form.append({text(name)}, {_part(part)});" for name, part in parts]
            picked = [_PICKED] if any(isinstance(part, File) for _, part in parts) else []
            return [*picked, "const form = new FormData();", *lines], "form"
        case _:
            return [], ""


def _part(part: Text | File) -> str:
    return text(part.value) if isinstance(part, Text) else f"file, {text(part.name)}"


def _one_line(name: str) -> str:
    return text(name)[1:-1]


_PICKED: Final = "const file = document.querySelector(\"input[type='file']\").files[0];"
