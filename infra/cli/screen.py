"""What a command shows: tables and sentences for people, or one JSON document for programs; never both.

Texts come from strangers: nothing in them is taken for markup, and what would move the cursor is spelled out.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass
from typing import Any, Final, TextIO, TypeVar

from rich import box
from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from infra.cli.plain import plain, words
from infra.cli.refusals import printable

Each = TypeVar("Each")

WIDTH: Final = 80  # of output that goes nowhere in particular

HEIGHT: Final = 25
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `whole`: shown in one piece rather than over several lines (names to copy)."""

    title: str
    whole: bool = False
    right: bool = False


class Screen:
    """Standard output in one of its two forms."""

    def __init__(self, *, as_json: bool = False, out: TextIO | None = None, errors: TextIO | None = None) -> None:
        self.as_json = as_json
        self._out = out or sys.stdout
        self._console = _console(self._out)
        self._errors = _console(errors or sys.stderr)

    def table(self, columns: Sequence[Column | str], rows: Iterable[Sequence[Any]], *, none: str) -> None:
        """Rows under their titles; `none` is the sentence to say when there are no rows. Nothing in JSON: see `document`."""
        if self.as_json:
            return
        made = list(rows)
        if not made:
            self.say(none)
            return
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
        for column in (Column(each) if isinstance(each, str) else each for each in columns):
            table.add_column(
                column.title,
                no_wrap=column.whole,
                overflow="ellipsis" if column.whole else "fold",
                justify="right" if column.right else "left",
            )
        for row in made:
            table.add_row(*(Text(printable(_one_line(words(value)))) for value in row))
        self._print(table)

    def thing(self, members: Mapping[str, Any]) -> None:
        """One thing: its members under each other."""
        if self.as_json:
            return
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True, style="bold")
        table.add_column(overflow="fold")
        for name, value in members.items():
            table.add_row(Text(printable(name)), Text(_lines(words(value))))
        self._print(table)

    def say(self, sentence: str) -> None:
        """A sentence; nothing in JSON."""
        if not self.as_json:
            self._console.print(Text(printable(sentence)), soft_wrap=True)

    def text(self, text: str) -> None:
        """A text of several lines, each as long as it is; nothing in JSON."""
        if not self.as_json:
            self._console.print(Text(_lines(text)), soft_wrap=True)

    def secret(self, title: str, value: str) -> None:
        """A secret, alone on its line, so that it can be copied; it is shown this once."""
        if not self.as_json:
            self.say(f"{title} (shown this once):")
            print(value, file=self._out)

    def document(self, content: Any) -> None:
        """The answer for programs; nothing for people."""
        if self.as_json:
            self.raw_document(content)

    def raw_document(self, content: Any) -> None:
        """JSON in either form: for what is meant to be kept in a file."""
        print(json.dumps(plain(content), ensure_ascii=not self._is_universal, indent=2), file=self._out)

    def raw_line(self, text: str) -> None:
        """JSON that is written already, on one line, in either form: for what is meant to be kept in a file."""
        shown = (
            text if self._is_universal or text.isascii() else _BEYOND_ASCII.sub(lambda c: json.dumps(c[0])[1:-1], text)
        )
        print(shown, file=self._out)

    def _print(self, table: Table) -> None:
        """A table, without the blanks that fill its last column."""
        with self._console.capture() as shown:
            self._console.print(table)
        for line in shown.get().splitlines():
            print(line.rstrip(), file=self._out)

    def line(self, sentence: str, content: Any) -> None:
        """One of many news, shown at once: a sentence, or a document on one line."""
        if self.as_json:
            print(json.dumps(plain(content), ensure_ascii=not self._is_universal), file=self._out, flush=True)
        else:
            self.say(sentence)
            self._out.flush()

    def track(self, what: str, items: Iterable[Each], *, total: int | None = None) -> Iterable[Each]:
        """Walk along a long work with a progress bar on standard error, if somebody can see it."""
        count = len(items) if isinstance(items, Sized) else total
        if count is None or count < 2 or not self._errors.is_terminal:
            return items
        return track(items, description=printable(what), total=count, console=self._errors, transient=True)

    @property
    def _is_universal(self) -> bool:
        """Whether the output can say every character."""
        return (getattr(self._out, "encoding", None) or "utf-8").lower().startswith("utf")


def _console(stream: TextIO) -> Console:
    """Colours and the window's width on a terminal, else none and 80 columns (COLUMNS)."""
    is_terminal = stream.isatty()
    wide = os.environ.get("COLUMNS", "")
    width = None if is_terminal else (int(wide) if wide.isascii() and wide.isdigit() and int(wide) else WIDTH)
    return Console(
        file=stream,
        width=width,
        height=None if is_terminal else HEIGHT,  # with both, nobody looks for a window
        force_terminal=is_terminal,
        no_color=None if is_terminal else True,
        markup=False,
        emoji=False,
        highlight=False,
    )


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def _lines(text: str) -> str:
    return "\n".join(map(printable, text.replace("\r\n", "\n").split("\n")))
