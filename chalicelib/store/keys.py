"""How every key of the two tables is spelled.

pk                               sk               item
<kind>                           <number>         the head of a record
trash.<kind>                     <number>         the same, in the trash
R#<space>#<number>               B#… J#… H#…      long texts, journal entries, history of a record
I#<kind>.<class>.*               <number>         a record of a class
I#<kind>.<class>.<field>#<value> <number>         a record with a value
U#<kind>.<field>#<folded>        .                who has a unique value
G#<guid>                         .                a GUID that was not minted here
S#<space>                        .  gap#<end>     a number space; numbers that it jumped over
N#<space>#<number>               .                a number that an import has taken
A#<person>                       <login>          an account of a person
#account  #credential  #role     their own names
#setting  #kind                  their own names
#usage-key                       <login>          by which the gateway counts an account's calls
#definition                      <dialect>#<noun>#<name>
#revision                        <dialect>
D#<dialect>#<noun>#<name>        part#…  note#…   the content of a definition, where it is long

No kind has a `#` in its name, so what is no record never shares a partition with records.
"""

from __future__ import annotations

import hashlib
from typing import Final

from chalicelib.domain.kind import Kind
from chalicelib.domain.scalar import is_whole_text

Key = tuple[str, str]

SOLE: Final = "."  # the sort key of an item that is alone under its partition key
ACCOUNTS: Final = "#account"
CREDENTIALS: Final = "#credential"
ROLES: Final = "#role"
SETTINGS: Final = "#setting"
USAGE_KEYS: Final = "#usage-key"
KINDS: Final = "#kind"
DEFINITIONS: Final = "#definition"
REVISIONS: Final = "#revision"
_TRASH: Final = "trash."
_PARTITION_KEY: Final = 2_048  # bytes
_SORT_KEY: Final = 1_024  # bytes
_HIGHEST: Final = 10**10 - 1
_UNIQUE_LENGTH: Final = (
    1_000  # bytes of a unique value that its key spells out; DynamoDB takes 2,048 with what is around it
)
_NAME_LENGTH: Final = 200  # characters of a name in the index by names
_VALUE_LENGTH: Final = 200  # characters of a text that its index item keeps: readers check every hit again


def number(value: int) -> str:
    """Numbers as sort keys: ten digits, so that text order is number order. Beyond the bounds nothing lies, nor on them."""
    return f"{min(max(value, 0), _HIGHEST):010d}"


def head(kind: str, of: int, *, trashed: bool = False) -> Key:
    """The head of a record. The trash is a partition of its own, so that lists never walk through it."""
    return partition(kind, trashed=trashed), number(of)


def partition(kind: str, *, trashed: bool = False) -> str:
    """All records of a kind, or all of them that are in the trash."""
    return f"{_TRASH}{kind}" if trashed else kind


def beside(kind: Kind, of: int) -> str:
    """Where everything that belongs to a record but is not its head lies."""
    return f"R#{kind.space}#{number(of)}"


def of_class(kind: str, cls: str) -> str:
    """Index: the records of a class."""
    return f"I#{kind}.{cls}.*"


def of_value(kind: str, cls: str, field: str, value: str) -> str:
    """Index: the records of a class (or of none: `-`) with a value."""
    return f"I#{kind}.{cls}.{field}#{fold(value)[:_VALUE_LENGTH]}"


def unique(kind: str, field: str, value: str) -> Key:
    """Who has a unique value. A long one is spelled as its digest."""
    folded = fold(value)
    content = folded.encode("utf-8", "surrogatepass")
    if len(content) > _UNIQUE_LENGTH:
        folded = f"#{hashlib.sha256(content).hexdigest()}"
    return f"U#{kind}.{field}#{folded}", SOLE


def alias(guid: str) -> Key:
    """What a foreign GUID names."""
    return f"G#{guid}", SOLE


def accounts_of(person: int) -> str:
    """The accounts of a person."""
    return f"A#{number(person)}"


def fold(value: str) -> str:
    """The form in which values that differ in letter case only are the same."""
    return value.strip().casefold()


def name(value: str) -> str:
    """The name of a record as the index by names begins."""
    return fold(value)[:_NAME_LENGTH]


def is_key(key: Key) -> bool:
    """Whether an item can have this key at all: what callers send may be empty, endless, or no Unicode."""
    return _fits(key[0], _PARTITION_KEY) and _fits(key[1], _SORT_KEY)


def _fits(text: str, limit: int) -> bool:
    if not 0 < len(text) <= limit:
        return False
    return text.isascii() or (is_whole_text(text) and len(text.encode()) <= limit)
