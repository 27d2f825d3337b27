"""What an agent asks for (specification, 7.6)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from chalicelib.dialects.xmatters.parser import faults as words
from chalicelib.dialects.xmatters.vocabulary.messages import DATA
from chalicelib.domain.scalar import is_whole_text
from chalicelib.errors import Faults, Invalid
from chalicelib.request import Query
from chalicelib.services.agents import LONGEST_WAIT

_INTEGER: Final = re.compile(r"-?[0-9]+", re.ASCII)
_DIGITS: Final = re.compile(r"0*[0-9]{1,2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Poll:
    """The names are exact. `wait`: seconds."""

    service: str
    agent: str
    wait: int


def read(query: Query) -> Poll:
    """The parameters of a poll. Raises Invalid with all that is wrong."""
    faults = Faults()
    poll = Poll(_name(query, "service", faults), _name(query, "iaid", faults), _wait(query, faults))
    if faults:
        raise Invalid(faults, DATA.message)
    return poll


def _name(query: Query, parameter: str, faults: Faults) -> str:
    said = query.first(parameter)
    if not said:
        faults.add(parameter, "required", words.REQUIRED)
    elif not is_whole_text(said):
        faults.add(parameter, "type", words.NO_TEXT)
    return said or ""


def _wait(query: Query, faults: Faults) -> int:
    said = query.first("wait")
    if said is None:
        return 0
    if _DIGITS.fullmatch(said) and int(said) <= LONGEST_WAIT:
        return int(said)
    message = words.between(0, LONGEST_WAIT) if _INTEGER.fullmatch(said) else words.NO_NUMBER
    faults.add("wait", "range", message)
    return 0
