"""A call as a command: curl, in a shell of POSIX."""

from __future__ import annotations

import json
from shlex import quote
from typing import Final

from chalicelib.examples.call import Call, File, Form, Json, Text

HEADING: Final = "# curl"


def written(call: Call) -> str:
    """The command, an option to a line; it fails where the call is refused, and shows the refusal."""
    lines = [
        f"curl --globoff --fail-with-body --request {call.method} {quote(call.url)}",
        *(f"--header {quote(f'{name}: {value}')}" for name, value in call.headers),
        *_body(call),
        *(["--output answer.bin"] if call.saves else []),
    ]
    return " \\\n  ".join(lines) + "\n"


def _body(call: Call) -> list[str]:
    match call.body:
        case Json(value):
            return [f"--data-raw {quote(json.dumps(value, ensure_ascii=False, indent=2))}"]
        case Text(value):
            return [f"--data-raw {quote(value)}"]
        case File(name):
            return [f"--data-binary {quote(f'@{name}')}"]
        case Form(parts):
            return [_part(name, part) for name, part in parts]
        case _:
            return []


def _part(name: str, part: Text | File) -> str:
    if isinstance(part, Text):
        return f"--form-string {quote(f'{name}={part.value}')}"
    return f"--form {quote(f'{name}=@{part.name}')}"
