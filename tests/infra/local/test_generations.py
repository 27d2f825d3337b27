from __future__ import annotations

from pathlib import Path

import pytest

from infra.local import generations


def always(_copy: Path) -> bool:
    return True


def write(root: Path, text: str) -> Path:
    def fill(folder: Path) -> None:
        (folder / "dynamodb.json").write_text(text)

    return generations.write(root, fill)


def test_nothing_is_there_before_the_first_copy(tmp_path: Path) -> None:
    assert generations.newest(tmp_path / "state", always) is None


def test_the_newest_copy_is_the_last_one_written(tmp_path: Path) -> None:
    write(tmp_path, "one")
    write(tmp_path, "two")
    newest = generations.newest(tmp_path, always)
    assert newest is not None
    assert (newest / "dynamodb.json").read_text() == "two"


def test_only_two_copies_are_kept(tmp_path: Path) -> None:
    for text in ("one", "two", "three", "four"):
        write(tmp_path, text)
    assert [path.name for path in generations.complete(tmp_path)] == ["00000004", "00000003"]


def test_a_copy_that_fails_half_way_leaves_the_former_one(tmp_path: Path) -> None:
    former = write(tmp_path, "one")

    def fail(folder: Path) -> None:
        (folder / "dynamodb.json").write_text("tw")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        generations.write(tmp_path, fail)
    assert list(tmp_path.iterdir()) == [former]


def test_a_copy_that_a_kill_left_half_written_does_not_count(tmp_path: Path) -> None:
    former = write(tmp_path, "one")
    (tmp_path / "00000002.partial").mkdir()
    assert generations.newest(tmp_path, always) == former


def test_a_truncated_copy_gives_way_to_the_one_before(tmp_path: Path) -> None:
    former = write(tmp_path, "one")
    (write(tmp_path, "two") / "dynamodb.json").write_text("")
    assert generations.newest(tmp_path, always) == former


def test_an_unreadable_copy_gives_way_to_the_one_before(tmp_path: Path) -> None:
    former = write(tmp_path, "one")
    last = write(tmp_path, "two")
    assert generations.newest(tmp_path, lambda copy: copy != last) == former


def test_copies_of_which_none_is_readable_are_an_error_and_not_an_empty_store(tmp_path: Path) -> None:
    write(tmp_path, "one")
    with pytest.raises(generations.BrokenState):
        generations.newest(tmp_path, lambda _: False)


def test_tidying_removes_half_written_copies_and_nothing_else(tmp_path: Path) -> None:
    former = write(tmp_path, "one")
    (tmp_path / "00000002.partial").mkdir()
    generations.tidy(tmp_path)
    assert list(tmp_path.iterdir()) == [former]
