from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings

from chalicelib.examples import curl
from chalicelib.examples.call import Call, File, Form, Json, Text
from tests.examples.calls import CALLS
from tests.examples.receiver import Receiver
from tests.examples.test_python import parts

CONTINUED = " \\\n  "


def run(call: Call, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-c", curl.written(call)], cwd=folder, capture_output=True, text=True, check=False)


def meant(call: Call) -> list[str]:
    assert isinstance(call.body, Json)
    headers = [word for name, value in call.headers for word in ("--header", f"{name}: {value}")]
    body = json.dumps(call.body.value, ensure_ascii=False, indent=2)
    options = ["--globoff", "--fail-with-body", "--request", call.method, call.url]
    return ["curl", *options, *headers, "--data-raw", body]


@given(CALLS)
def test_what_a_parser_of_commands_reads_back_is_what_was_meant(call: Call) -> None:
    words = [word for word in shlex.split(curl.written(call)) if word != "\n"]  # it takes a continued line for a word
    assert words == meant(call)


@given(CALLS)
@settings(max_examples=15)
def test_what_the_shell_reads_back_is_what_was_meant(call: Call) -> None:
    script = curl.written(call).replace("curl ", "printf '%s\\0' curl ", 1)
    done = subprocess.run(["sh", "-c", script], capture_output=True, check=True)
    assert done.stdout.decode().split("\0")[:-1] == meant(call)


def test_a_command_has_an_option_to_a_line() -> None:
    call = Call("POST", "http://desk/{id}", (("A", "b"), ("C", "d")), Text("x y"))
    assert curl.written(call).split(CONTINUED) == [
        "curl --globoff --fail-with-body --request POST 'http://desk/{id}'",
        "--header 'A: b'",
        "--header 'C: d'",
        "--data-raw 'x y'\n",
    ]


def test_json_arrives_as_it_is(receiver: Receiver, tmp_path: Path) -> None:
    value = {"Größe": [1, 2.5, None, True], "Text": 'it\'s "b" \\ $c\n@'}
    headers = (("Authorization", "Bearer x"), ("Content-Type", "application/json"))
    receiver.body = b'{"ok": true}'
    done = run(Call("PATCH", f"{receiver.address}/things?a=[b]", headers, Json(value)), tmp_path)
    assert (done.returncode, done.stdout) == (0, '{"ok": true}')
    (came,) = receiver.came
    assert (came.method, came.path) == ("PATCH", "/things?a=[b]")
    assert (came.headers["authorization"], came.headers["content-type"]) == ("Bearer x", "application/json")
    assert json.loads(came.body) == value


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_an_answer_without_a_body_is_none_the_worse(method: str, receiver: Receiver, tmp_path: Path) -> None:
    receiver.status = 204
    done = run(Call(method, f"{receiver.address}/", ()), tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert (receiver.came[0].method, receiver.came[0].body) == (method, b"")


def test_a_refusal_is_shown_and_fails(receiver: Receiver, tmp_path: Path) -> None:
    receiver.status, receiver.body = 403, b"Not you."
    done = run(Call("GET", f"{receiver.address}/", ()), tmp_path)
    assert (done.returncode != 0, done.stdout) == (True, "Not you.")


def test_bytes_come_from_a_file_and_go_into_one(receiver: Receiver, tmp_path: Path) -> None:
    (tmp_path / "example.bin").write_bytes(b"\x00\xff\r\n")
    receiver.body = b"\x01\xfe"
    headers = (("Content-Type", "application/octet-stream"),)
    assert run(Call("POST", f"{receiver.address}/", headers, File("example.bin"), saves=True), tmp_path).returncode == 0
    assert receiver.came[0].body == b"\x00\xff\r\n"
    assert (tmp_path / "answer.bin").read_bytes() == b"\x01\xfe"


def test_a_form_has_all_its_parts(receiver: Receiver, tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\x00\xff")
    form = Form((("file", File("a.bin")), ("name", Text("@é 'x'.png"))))
    assert run(Call("POST", f"{receiver.address}/", (), form), tmp_path).returncode == 0
    assert parts(receiver) == [("file", "a.bin", b"\x00\xff"), ("name", None, "@é 'x'.png".encode())]
