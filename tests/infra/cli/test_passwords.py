"""Secrets that are typed: at a real terminal, because that is what the code asks for."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[3]
SCRIPT = """
from infra.cli import passwords
from infra.cli.refusals import Refusal
try:
    print("GOT", passwords.take("Password", generate=False, from_input=False)[::-1])
except Refusal as refusal:
    print("REFUSED", refusal.message)
"""
QUESTION = """
from infra.cli.desk import Desk
from infra.cli.refusals import Refusal
try:
    Desk(None, None).confirm("Really?", yes=False)
    print("CONFIRMED")
except Refusal as refusal:
    print("REFUSED", refusal.message)
"""


def typed(script: str, *lines: str) -> str:
    """What a script says at a terminal where somebody answers each of its questions."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    said, answers, until = "", list(lines), time.monotonic() + 30
    while time.monotonic() < until:
        if not select.select([ours], [], [], 0.1)[0]:
            if process.poll() is not None:
                break
            continue
        try:
            chunk = os.read(ours, 4096).decode()
        except OSError:  # the other side has closed
            break
        said += chunk
        if answers and said.rstrip().endswith((":", "[y/N]:")):
            time.sleep(0.05)  # the echo is switched off after the question
            os.write(ours, f"{answers.pop(0)}\n".encode())
            said += "\n"
    process.wait(10)
    os.close(ours)
    return said


def test_a_password_is_typed_twice_and_never_shown() -> None:
    said = typed(SCRIPT, "correct horse", "correct horse")
    assert "GOT esroh tcerroc" in said
    assert "correct horse" not in said


def test_a_password_that_is_typed_differently_is_asked_for_again() -> None:
    said = typed(SCRIPT, "correct horse", "correct house", "battery staple", "battery staple")
    assert "GOT elpats yrettab" in said


def test_a_short_password_is_refused() -> None:
    assert "REFUSED The password must have 8 to 1000 characters." in typed(SCRIPT, "short", "short")


def test_what_can_not_be_undone_is_asked_first() -> None:
    assert "CONFIRMED" in typed(QUESTION, "y")
    assert "REFUSED Not confirmed; nothing was done." in typed(QUESTION, "n")
