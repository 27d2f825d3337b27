"""A call in Python, with nothing to install: urllib.request."""

from __future__ import annotations

from typing import Final

from chalicelib.examples.call import Call, File, Form, Json, Text
from chalicelib.examples.literals import python, text

HEADING: Final = "# Python: urllib.request"


def written(call: Call) -> str:
    """The lines of the call; run as a program, it ends with 1 where the call is refused."""
    modules, before, data = _body(call)
    headers = "".join(f"        {text(name)}: {text(value)},\n" for name, value in call.headers)
    if isinstance(call.body, Form):
        headers += '        "Content-Type": f"multipart/form-data; boundary={boundary}",\n'
    lines = [
        *(f"import {module}" for module in sorted({"urllib.error", "urllib.request", *modules})),
        "",
        *before,
        "request = urllib.request.Request(",
        f"    {text(call.url)},",
        f"    method={text(call.method)},",
        *([f"    headers={{\n{headers}    }},"] if headers else []),
        *([f"    data={data},"] if data else []),
        ")",
        "try:",
        "    with urllib.request.urlopen(request) as response:",
        "        print(response.status)",
        _SAVED if call.saves else "        print(response.read().decode())",
        "except urllib.error.HTTPError as error:",
        '    raise SystemExit(f"{error.code} {error.read().decode()}")',
    ]
    return "\n".join(lines) + "\n"


def _body(call: Call) -> tuple[tuple[str, ...], list[str], str]:
    """Modules that are needed, lines that come first, and what is sent."""
    match call.body:
        case Json(value):
            return ("json",), [f"body = {python(value)}"], "json.dumps(body).encode()"
        case Text(value):
            return (), [], f"{text(value)}.encode()"
        case File(name):
            return ("pathlib",), [], _file(name)
        case Form(parts):
            lines = [f"body += part({text(name)}, {_part(part)})" for name, part in parts]
            return ("pathlib", "uuid"), [_PARTS, *lines, 'body += f"--{boundary}--\\r\\n".encode()'], "body"
        case _:
            return (), [], ""


def _part(part: Text | File) -> str:
    if isinstance(part, Text):
        return f"{text(part.value)}.encode()"
    return f"{_file(part.name)}, {text(part.name)}"


def _file(name: str) -> str:
    return f"pathlib.Path({text(name)}).read_bytes()"


_SAVED: Final = """\
        with open("answer.bin", "wb") as file:
            file.write(response.read())"""
_PARTS: Final = '''\
boundary = uuid.uuid4().hex


def part(name, content, file_name=None):
    described = f'; filename="{file_name}"' if file_name else ""
    head = f'--{boundary}\\r\\nContent-Disposition: form-data; name="{name}"{described}\\r\\n\\r\\n'
    return head.encode() + content + b"\\r\\n"


body = b""'''
