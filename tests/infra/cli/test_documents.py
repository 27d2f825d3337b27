from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from chalicelib.errors import Faults
from infra.cli import documents
from infra.cli.documents import Where
from infra.cli.refusals import Refusal


def anything(content: Any, path: Where, faults: Faults) -> Any:
    return content, path


def loaded(path: Path, content: str | bytes) -> list[Any]:
    path = path / "x.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return documents.load(str(path), anything)


def refused(path: Path, content: str | bytes) -> str:
    with pytest.raises(Refusal) as caught:
        loaded(path, content)
    return caught.value.message.removeprefix(f"{path / 'x.json'} ")


def test_a_file_holds_one_thing_or_a_list_of_them(tmp_path: Path) -> None:
    assert loaded(tmp_path, '{"a": "ä"}') == [({"a": "ä"}, ())]
    assert loaded(tmp_path, "[1, 2]") == [(1, (0,)), (2, (1,))]


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert loaded(tmp_path, b"\xef\xbb\xbf1") == [(1, ())]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is no JSON: Expecting value (line 1, column 1)."),
        ('{"a":\n  x}', "is no JSON: Expecting value (line 2, column 3)."),
        (b"\xff", "is not in UTF-8."),
        ("[" * 100_000, "is nested too deeply."),
        ('{"a": 1, "a": 2}', "is not taken: the member a stands twice."),
        ("[]", "holds nothing."),
        (" " * (8 * 1024 * 1024 + 1), "holds more than 8 MiB."),
    ],
)
def test_what_is_no_document_is_refused_in_one_line(tmp_path: Path, content: str | bytes, said: str) -> None:
    assert refused(tmp_path, content) == said


def test_numbers_without_end_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "9" * 10_000).startswith("is not taken: ")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"nope\.json can't be read: no such file or directory\."):
        documents.load(str(tmp_path / "nope.json"), anything)


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="can't be read: is a directory"):
        documents.load(str(tmp_path), anything)


def faults_of(read: Any, *arguments: Any) -> list[str]:
    faults = Faults()
    read(*arguments, faults)
    return [fault.message for fault in faults]


@pytest.mark.parametrize("content", [None, 7, [], {}, "", "  ", "a\x1b", "\ud800", "a\nb"])
def test_what_is_no_text_is_a_fault(content: Any) -> None:
    assert len(faults_of(documents.text, content, ())) == 1


@pytest.mark.parametrize("content", [None, "abc", {"a": 1}, 7])
def test_what_is_no_list_is_a_fault(content: Any) -> None:
    assert faults_of(documents.texts, content, ()) == ["must be a list of texts."]


@pytest.mark.parametrize("content", [None, ["a"], {"a": 1}, "c"])
def test_what_is_no_choice_is_a_fault(content: Any) -> None:
    assert faults_of(documents.choice, content, ("a", "b"), ()) == ["must be one of a, b."]
