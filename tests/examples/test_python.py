from __future__ import annotations

import ast
import json
import subprocess
import sys
from email import message_from_bytes
from email.policy import HTTP
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from chalicelib.examples import python
from chalicelib.examples.call import Call, File, Form, Json, Text
from tests.examples.calls import CALLS
from tests.examples.receiver import Receiver


def run(call: Call, folder: Path) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-I", "-S", "-c", python.written(call)]
    return subprocess.run(program, cwd=folder, capture_output=True, text=True, check=False)


@given(CALLS)
def test_what_python_reads_back_is_what_was_meant(call: Call) -> None:
    tree = ast.parse(python.written(call))
    values: dict[str, Any] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "body":
            values["body"] = ast.literal_eval(node.value)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "urllib.request.Request":
            values["url"] = ast.literal_eval(node.args[0])
            values |= {
                each.arg: ast.literal_eval(each.value) for each in node.keywords if each.arg and each.arg != "data"
            }
    assert isinstance(call.body, Json)
    assert values == {
        "body": call.body.value,
        "url": call.url,
        "method": call.method,
        "headers": dict(call.headers),
    }


def test_json_arrives_as_it_is(receiver: Receiver, tmp_path: Path) -> None:
    value = {"Größe": [1, 2.5, None, True], "Text": 'a "b" \\ $c\n'}
    headers = (("Authorization", "Bearer x"), ("Content-Type", "application/json"))
    receiver.body = b'{"ok": "\xc3\xa9"}'
    done = run(Call("PATCH", f"{receiver.address}/things?a=b", headers, Json(value)), tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, '200\n{"ok": "é"}\n', "")
    (came,) = receiver.came
    assert (came.method, came.path) == ("PATCH", "/things?a=b")
    assert (came.headers["authorization"], came.headers["content-type"]) == ("Bearer x", "application/json")
    assert json.loads(came.body) == value


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_an_answer_without_a_body_is_none_the_worse(method: str, receiver: Receiver, tmp_path: Path) -> None:
    receiver.status = 204
    done = run(Call(method, f"{receiver.address}/", ()), tmp_path)
    assert (done.returncode, done.stdout) == (0, "204\n\n")
    assert (receiver.came[0].method, receiver.came[0].body) == (method, b"")


def test_a_refusal_is_shown_and_ends_the_program(receiver: Receiver, tmp_path: Path) -> None:
    receiver.status, receiver.body = 403, b"Not you."
    done = run(Call("GET", f"{receiver.address}/", ()), tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "403 Not you.\n")


def test_bytes_come_from_a_file_and_go_into_one(receiver: Receiver, tmp_path: Path) -> None:
    (tmp_path / "example.bin").write_bytes(b"\x00\xff\r\n")
    receiver.body = b"\x01\xfe"
    headers = (("Content-Type", "application/octet-stream"),)
    done = run(Call("POST", f"{receiver.address}/", headers, File("example.bin"), saves=True), tmp_path)
    assert (done.returncode, done.stdout) == (0, "200\n")
    assert receiver.came[0].body == b"\x00\xff\r\n"
    assert (tmp_path / "answer.bin").read_bytes() == b"\x01\xfe"


def test_texts_are_sent_as_they_stand(receiver: Receiver, tmp_path: Path) -> None:
    headers = (("Content-Type", "application/x-www-form-urlencoded"),)
    assert run(Call("POST", f"{receiver.address}/", headers, Text("a=b%20c")), tmp_path).returncode == 0
    assert receiver.came[0].body == b"a=b%20c"


def test_a_form_has_all_its_parts(receiver: Receiver, tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\x00\xff")
    form = Form((("file", File("a.bin")), ("name", Text('é "x".png'))))
    assert run(Call("POST", f"{receiver.address}/", (), form), tmp_path).returncode == 0
    assert parts(receiver) == [("file", "a.bin", b"\x00\xff"), ("name", None, 'é "x".png'.encode())]


def parts(receiver: Receiver) -> list[tuple[Any, Any, Any]]:
    """Name, file name and bytes of each part that came."""
    came = receiver.came[0]
    head = f"Content-Type: {came.headers['content-type']}\r\n\r\n".encode()
    message = message_from_bytes(head + came.body, policy=HTTP)
    return [
        (part.get_param("name", header="content-disposition"), part.get_filename(), part.get_payload(decode=True))
        for part in message.iter_parts()
    ]
