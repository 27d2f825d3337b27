from __future__ import annotations

import os
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from threading import Thread

import pytest

from infra.cli.asset.lines import LARGEST, Line, Lines
from infra.cli.refusals import Refusal


def written(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return str(path)


def test_lines_that_say_nothing_are_passed_over_and_counted(tmp_path: Path) -> None:
    with Lines(written(tmp_path / "a", "\ufeff{}\r\n\n  \n ü\u2028 ".encode())) as lines:
        assert list(lines) == [Line(1, 0, "{}"), Line(4, 11, "ü\u2028")]


def test_a_line_can_be_read_again(tmp_path: Path) -> None:
    with Lines(written(tmp_path / "a", "\ufeffone\ntwö\nthree".encode())) as lines:
        met = list(lines)
        assert [lines.again(each.number, each.at) for each in reversed(met)] == ["three", "twö", "one"]
        assert [each.text for each in lines] == ["one", "twö", "three"]


def test_standard_input_can_be_read_again_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"one\ntwo\n")))
    with Lines("-") as lines:
        assert lines.name == "Standard input"
        assert [lines.again(each.number, each.at) for each in list(lines)] == ["one", "two"]


def test_what_can_not_be_walked_back_can_be_read_again(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_bytes, args=(b"one\ntwo\n",))
    writer.start()
    with Lines(str(pipe)) as lines:
        assert [lines.again(each.number, each.at) for each in list(lines)] == ["one", "two"]
    writer.join()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"can't be read: no such file"), Lines(str(tmp_path / "nope")):
        pass


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"one\n\xff", "line 2 is not in UTF-8"), (b"x" * (LARGEST + 1), "line 1 has more than 8 MiB")],
)
def test_a_line_that_can_not_be_read_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    with Lines(written(tmp_path / "a", content)) as lines, pytest.raises(Refusal, match=said):
        list(lines)
