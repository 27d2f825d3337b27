from __future__ import annotations

import json
import re

from hypothesis import given

from chalicelib.examples import csharp
from chalicelib.examples.call import Call, File, Form, Json, Text
from tests.examples.calls import CALLS, arguments

TOKEN = re.compile(r'@"(?:[^"]|"")*"|"(?:[^"\\\n\r\x85\u2028\u2029]|\\["\\bfnrtu])*"|[^"]')
"""Of C#: a verbatim text, a text, any other character."""


@given(CALLS)
def test_texts_are_what_was_meant_and_end_where_they_should(made: Call) -> None:
    text = csharp.written(made)
    tokens = TOKEN.findall(text)
    assert "".join(tokens) == text
    code = "".join(token for token in tokens if '"' not in token)
    assert [code.count(bracket) for bracket in "({["] == [code.count(bracket) for bracket in ")}]"]
    assert arguments(text, "new HttpMethod") == [made.method]
    request = text[text.index("new HttpMethod") :]
    assert arguments(request[request.index(", ") :].replace(", ", "url(", 1), "url") == [made.url]
    (body,) = (token for token in tokens if token.startswith("@"))
    assert isinstance(made.body, Json)
    assert json.loads(body[2:-1].replace('""', '"')) == made.body.value
    headers = [header for header in made.headers if header[0] != "Content-Type"]
    added = [line for line in text.split("\n") if line.startswith("request.Headers.")]
    assert [tuple(arguments(line, "TryAddWithoutValidation")) for line in added] == headers
    assert 'Encoding.UTF8, "application/json");' in text


def test_only_what_is_needed_is_used() -> None:
    plain = csharp.written(Call("GET", "u", ()))
    assert plain.startswith("using System;\nusing System.Net.Http;\n\nusing var client")
    upload = csharp.written(Call("POST", "u", (("Content-Type", "image/png"),), File("a.bin"), saves=True))
    assert "using System.IO;\nusing System.Net.Http;\nusing System.Net.Http.Headers;\n\n" in upload
    assert 'request.Content = new ByteArrayContent(File.ReadAllBytes("a.bin"));' in upload
    assert 'request.Content.Headers.ContentType = new MediaTypeHeaderValue("image/png");' in upload
    assert 'File.WriteAllBytes("answer.bin", ' in upload


def test_a_form_has_all_its_parts() -> None:
    text = csharp.written(Call("POST", "u", (), Form((("file", File("a.bin")), ("name", Text("b"))))))
    assert 'form.Add(new ByteArrayContent(File.ReadAllBytes("a.bin")), "file", "a.bin");' in text
    assert 'form.Add(new StringContent("b"), "name");\nrequest.Content = form;' in text


def test_a_text_is_sent_as_it_stands() -> None:
    text = csharp.written(Call("POST", "u", (("Content-Type", "text/plain"),), Text("a\nb")))
    assert 'request.Content = new StringContent("a\\nb", Encoding.UTF8, "text/plain");' in text
