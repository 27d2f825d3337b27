from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.dialects.esm.logbook import INTEGRATION, USAGE
from chalicelib.logs import book
from infra.local import books, logs


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    loggers = [book(name) for name in (INTEGRATION, USAGE)]
    former = [list(logger.handlers) for logger in loggers]
    books.keep(tmp_path)
    yield tmp_path
    for logger, handlers in zip(loggers, former, strict=True):
        for handler in logger.handlers:
            handler.close()
        logger.handlers = handlers


def test_the_files_are_there_before_the_first_line(folder: Path) -> None:
    assert [(folder / name).read_bytes() for name in (INTEGRATION, USAGE)] == [b"", b""]


def test_a_line_stands_as_it_is_in_the_file_of_its_name_only(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book(INTEGRATION).info("a|100%")
    book(USAGE).info("b")
    assert [(folder / name).read_text() for name in (INTEGRATION, USAGE)] == ["a|100%\n", "b\n"]
    assert capsys.readouterr().out == ""


def test_the_usage_log_has_another_name_that_moves_with_its_folder(folder: Path) -> None:
    book(USAGE).info("b")
    books.keep(folder)  # as after a restart
    moved = folder.rename(folder.with_name("moved"))
    assert (moved / "rest_api_usage.log").read_text() == "b\n"
    moved.rename(folder)


def test_only_the_integration_log_is_turned_over(folder: Path) -> None:
    sizes = {
        name: handler.maxBytes
        for name in (INTEGRATION, USAGE)
        for handler in book(name).handlers
        if isinstance(handler, logging.handlers.RotatingFileHandler)
    }
    assert sizes == {INTEGRATION: logs.LARGEST, USAGE: logs.ENDLESS}


def test_the_last_lines_are_those_of_files_that_were_turned_over_too(tmp_path: Path) -> None:
    (tmp_path / "x.log").write_text("d\ne\n")
    (tmp_path / "x.log.1").write_text("b\nc\n")
    (tmp_path / "x.log.2").write_text("a\n")
    assert books.lines(tmp_path, "x.log") == ["a", "b", "c", "d", "e"]
    assert books.lines(tmp_path, "x.log", 3) == ["c", "d", "e"]
    assert books.lines(tmp_path, "y.log") == []
