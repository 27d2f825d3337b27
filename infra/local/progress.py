"""What the person at the console sees: a few calm lines, and one line when it can't go on."""

from __future__ import annotations

import sys
from typing import TextIO


class Refusal(Exception):
    """The local cloud can't start or go on; the message is the one line that says why and what to do."""


class Progress:
    """Says what is going on. Keeps the console that it was given, whatever becomes of standard output later."""

    def __init__(self, out: TextIO | None = None, errors: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._errors = errors or sys.stderr

    def step(self, text: str) -> None:
        """One thing that is being done now."""
        self.say(f"  {text}")

    def say(self, text: str = "") -> None:
        """A line, shown at once also where output is piped."""
        try:
            print(text, file=self._out, flush=True)
        except (BrokenPipeError, ValueError):  # nobody looks any more; that is no reason to stop
            return

    def fail(self, error: Refusal) -> None:
        """The one line on standard error."""
        print(f"polydesk: {error}", file=self._errors, flush=True)
