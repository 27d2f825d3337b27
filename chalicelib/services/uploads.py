"""Bytes on their way to a record, and away from it: what a write of any kind does about them.

A record may name what was uploaded and is not named yet, and keep what it names; so nobody names the bytes of another record.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain import clock
from chalicelib.domain.file import MAX_BYTES, is_link, kept_files
from chalicelib.domain.record import File, Record
from chalicelib.errors import Fault, Faults, Invalid, TooLarge
from chalicelib.services import chores
from chalicelib.store import files, leftovers
from chalicelib.store.dynamo import Action

PATIENCE: Final = timedelta(minutes=10)  # how long bytes wait for a record to name them, unless more is asked for


def receive(*, content: bytes, media_type: str, patience: timedelta = PATIENCE) -> str:
    """Keep bytes for a record that is about to name them, and answer their location. Raises TooLarge, Unavailable."""
    if len(content) > MAX_BYTES:
        raise TooLarge(MAX_BYTES, f"A file may have at most {MAX_BYTES:,} bytes.")
    location = files.mint()
    leftovers.expect(location, until=clock.now() + patience)
    files.put(location, content, media_type=media_type)
    return location


def give_up(*, location: str) -> None:
    """Remove what was received and is not wanted."""
    chores.run(leftovers.upload_id(location))


def check(*, record: Record, named: Iterable[str], before: Record | None, faults: Faults) -> None:
    """Note a fault for each file that is no link, is not there already, and can't have been uploaded."""
    known = kept_files(before)
    names = frozenset(named)
    for field in record.kind.file_fields:
        for index, file in enumerate(record.many(field.name) if field.name in names else ()):
            if isinstance(file, File) and not _is_sound(file, known.get(file.location)):
                path = (field.name, index) if field.multiple else (field.name,)
                faults.add(path, "reference", "There is no such file.", value=file.location)


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a write does about bytes: `actions` of its transaction, and the `chore` to run after it, if any."""

    actions: list[Action]
    chore: str | None

    def finish(self) -> None:
        """Remove what the write has dropped, now that it is through."""
        if self.chore is not None:
            chores.run(self.chore)


def exchange(before: Record | None, after: Record, at: datetime) -> Exchange:
    """What a write that makes `after` of `before` does about bytes."""
    had, has = kept_files(before), kept_files(after)
    if had.keys() == has.keys():
        return Exchange([], None)
    actions: list[Action] = [leftovers.named(each, otherwise=_missing(after, each)) for each in has if each not in had]
    dropped = [location for location in had if location not in has]
    if not dropped:
        return Exchange(actions, None)
    chore = f"drop.{after.kind.name}.{after.number}.{after.version}"
    return Exchange([*actions, *leftovers.dropped(chore, dropped, at=at)], chore)


def _is_sound(file: File, known: File | None) -> bool:
    if is_link(file.location):
        return True
    if known is not None:  # its name may change, what it is may not
        return (file.size, file.media_type) == (known.size, known.media_type)
    return files.is_location(file.location)


def _missing(record: Record, location: str) -> Invalid:
    for field in record.kind.file_fields:
        for index, file in enumerate(record.many(field.name)):
            if file.location == location:
                path = (field.name, index) if field.multiple else (field.name,)
                return Invalid([Fault(path, "reference", "There is no such file.", {"value": location})])
    raise AssertionError("unreachable")
