"""A call in C#: HttpClient."""

from __future__ import annotations

import json
from typing import Final

from chalicelib.examples.call import Call, File, Form, Json, Text
from chalicelib.examples.literals import text, verbatim

HEADING: Final = "// C#: HttpClient"


def written(call: Call) -> str:
    """The lines of the call."""
    media_type = dict(call.headers).get("Content-Type", "")
    headers = [each for each in call.headers if each[0] != "Content-Type"]
    lines = [
        *(f"using {space};" for space in _spaces(call)),
        "",
        "using var client = new HttpClient();",
        f"using var request = new HttpRequestMessage(new HttpMethod({text(call.method)}), {text(call.url)});",
        *(f"request.Headers.TryAddWithoutValidation({text(name)}, {text(value)});" for name, value in headers),
        *_body(call, media_type),
        "using var response = await client.SendAsync(request);",
        "Console.WriteLine((int)response.StatusCode);",
        _SAVED if call.saves else "Console.WriteLine(await response.Content.ReadAsStringAsync());",
    ]
    return "\n".join(lines) + "\n"


def _spaces(call: Call) -> list[str]:
    """The namespaces that are needed."""
    parts = [part for _, part in call.body.parts] if isinstance(call.body, Form) else [call.body]
    has_file = any(isinstance(part, File) for part in parts)
    return [
        "System",
        *(["System.IO"] if has_file or call.saves else []),
        "System.Net.Http",
        *(["System.Net.Http.Headers"] if isinstance(call.body, File) else []),
        *(["System.Text"] if isinstance(call.body, Json | Text) else []),
    ]


def _body(call: Call, media_type: str) -> list[str]:
    match call.body:
        case Json(value):
            said = verbatim(json.dumps(value, ensure_ascii=False, indent=2))
            return [f"var body = {said};", _content("body", media_type)]
        case Text(value):
            return [_content(text(value), media_type)]
        case File(name):
            return [f"request.Content = {_file(name)};", _typed("request.Content", media_type)]
        case Form(parts):
            lines = [f"form.Add({_part(part)}, {_names(name, part)});" for name, part in parts]
            return ["var form = new MultipartFormDataContent();", *lines, "request.Content = form;"]
        case _:
            return []


def _content(said: str, media_type: str) -> str:
    return f"request.Content = new StringContent({said}, Encoding.UTF8, {text(media_type)});"


def _typed(content: str, media_type: str) -> str:
    return f"{content}.Headers.ContentType = new MediaTypeHeaderValue({text(media_type)});"


def _part(part: Text | File) -> str:
    return f"new StringContent({text(part.value)})" if isinstance(part, Text) else _file(part.name)


def _file(name: str) -> str:
    return f"new ByteArrayContent(File.ReadAllBytes({text(name)}))"


def _names(name: str, part: Text | File) -> str:
    return text(name) if isinstance(part, Text) else f"{text(name)}, {text(part.name)}"


_SAVED: Final = 'File.WriteAllBytes("answer.bin", await response.Content.ReadAsByteArrayAsync());'
