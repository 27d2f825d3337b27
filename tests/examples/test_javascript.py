from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from hypothesis import given

from app import DIALECTS
from chalicelib import openapi
from chalicelib.examples import javascript
from chalicelib.examples.call import Call, File, Form, Json, Text, call
from chalicelib.router import Mount
from tests.examples.calls import CALLS, arguments

# Runs programs in a browser of which nothing is there but what they use, and tells what each of them sent.
BROWSER = """
const programs = JSON.parse(require("fs").readFileSync(0, "utf8"));
const file = {};
console.log(JSON.stringify(programs.map((program) => {
  const sent = {headers: {}};
  const logged = [];
  class XMLHttpRequest {
    open(method, url) { sent.method = method; sent.url = url; this.request = this; }
    setRequestHeader(name, value) { sent.headers[name] = value; }
    send(body) { sent.body = body === file ? "<file>" : body?.parts ?? body; this.status = 204; this.responseText = "";
                 this.response = {}; this.onload(); }
  }
  class FormData { parts = []; append(name, value, as) { this.parts.push([name, value === file ? as : value]); } }
  const names = ["XMLHttpRequest", "FormData", "document", "console"];
  const things = [XMLHttpRequest, FormData, {querySelector: () => ({files: [file]})}, {log: (...all) => logged.push(all)}];
  new Function(...names, program)(...things);
  if (logged.length !== 1) throw new Error(program);
  return sent;
})));
"""


@given(CALLS)
def test_texts_are_what_was_meant_and_end_where_they_should(made: Call) -> None:
    text = javascript.written(made)
    assert arguments(text, "request.open") == [made.method, made.url]
    lines = [line for line in text.split("\n") if line.startswith("request.setRequestHeader")]
    assert tuple(tuple(arguments(line, "request.setRequestHeader")) for line in lines) == made.headers
    assert isinstance(made.body, Json)
    start = len("const body = ")
    assert json.JSONDecoder().raw_decode(text, start)[0] == made.body.value
    assert not set(text) & set("\x7f\x85\u2028\u2029\ufeff")


def test_forms_and_files_are_picked_by_a_person() -> None:
    text = javascript.written(Call("POST", "u", (), Form((("file", File("a.bin")), ("name", Text("b"))))))
    assert "files[0];" in text
    assert 'form.append("file", file, "a.bin");\nform.append("name", "b");' in text
    assert 'responseType = "blob"' in javascript.written(Call("GET", "u", (), saves=True))


@pytest.mark.skipif(shutil.which("node") is None, reason="nothing here runs JavaScript")
@pytest.mark.parametrize("mount", DIALECTS, ids=lambda mount: mount.dialect.name)
def test_every_example_runs_and_sends_what_it_should(mount: Mount) -> None:
    document = openapi.whole(mount.dialect)
    calls = [
        call(document, path, verb, f"https://desk.example{mount.prefix}")
        for path, verbs in document["paths"].items()
        for verb in verbs
    ]
    programs = json.dumps([javascript.written(each) for each in calls])
    run = subprocess.run(["node", "-e", BROWSER], input=programs, capture_output=True, text=True, check=True)
    for made, sent in zip(calls, json.loads(run.stdout), strict=True):
        assert (sent["method"], sent["url"], sent["headers"]) == (made.method, made.url, dict(made.headers))
        match made.body:
            case Json(value):
                assert json.loads(sent["body"]) == value
            case File():
                assert sent["body"] == "<file>"
            case Text(value):
                assert sent["body"] == value
            case Form(parts):
                assert sent["body"] == [
                    [name, part.name if isinstance(part, File) else part.value] for name, part in parts
                ]
            case None:
                assert "body" not in sent
