"""What the properties of an event must be like for a subscription to hold (specification, 4)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from chalicelib.dialects.xmatters.parser import faults as words
from chalicelib.dialects.xmatters.parser.members import Members
from chalicelib.dialects.xmatters.parser.trigger.values import is_path, not_configured, paths
from chalicelib.domain.alerting.criterion import EITHER, OPERATORS, Criterion, Operator, path_of
from chalicelib.domain.alerting.form import Form
from chalicelib.domain.alerting.property import Property, PropertyType

KEY: Final = "properties"
MOST: Final = 100  # properties of a subscription
MAX_VALUES: Final = 1_000  # of a property
MAX_LENGTH: Final = 2_000  # characters of a value
MAX_PASSWORD: Final = 255  # likewise: longer passwords are taken nowhere
MAX_WEIGHT: Final = 50_000  # characters of all values: what is kept of them is one text
MAX_UUID: Final = 100
_QUOTED: Final = 4  # characters around a value that is kept
_TRUTH: Final = ("TRUE", "FALSE", EITHER)
_SINGLE: Final = (PropertyType.BOOLEAN, PropertyType.NUMBER, PropertyType.PASSWORD, PropertyType.TEXT)


def criteria(members: Members, form: Form) -> tuple[Criterion, ...]:
    """All of them; passwords as they were sent. What is wrong is noted."""
    by_uuid = {each.property.uuid.lower(): each.property for each in form.properties}
    several: list[Criterion] = []
    for index, each in enumerate(members.entries(KEY, most=MOST, required=True) or ()):
        entry = members.member(KEY, each, index)
        if entry:
            several += _criterion(entry, by_uuid)
    weight = sum(len(value) + _QUOTED for each in several for value in each.values)
    if weight > MAX_WEIGHT:
        members.wrong(KEY, f"Values must be at most {MAX_WEIGHT} characters together")
    return tuple(several)


def _criterion(entry: Members, by_uuid: dict[str, Property]) -> list[Criterion]:
    uuid = entry.text("uuid", most=MAX_UUID, required=True)
    of = by_uuid.get(uuid.strip().lower()) if uuid else None
    if uuid and of is None:
        entry.wrong("uuid", words.NO_PROPERTY)
    said = entry.get("operator")
    if said is None:
        entry.missing("operator")
    if of is None:
        return []
    operator = _operator(entry, said, of.type)
    values = _values(entry, of)
    if operator is None or values is None or not _fit(entry, of, operator, values):
        return []
    return [Criterion(of.uuid, operator, tuple(dict.fromkeys(values)))]


def _operator(entry: Members, said: Any, of: PropertyType) -> Operator | None:
    if said is None:
        return None
    folded = said.strip().upper() if isinstance(said, str) else said
    found = next((each for each in OPERATORS[of] if each == folded), None)
    if found is None:
        entry.wrong("operator", words.one_of(each.value for each in OPERATORS[of]))
    return found


def _values(entry: Members, of: Property) -> list[str] | None:
    """Values as texts; None where there is none, or one that is no text."""
    key = "value" if of.type in _SINGLE else "values"
    said = entry.get(key)
    if said is None and key == "values":
        said = entry.get("value")
    if said is None or said in ("", []):
        entry.missing(key)
        return None
    several = said if isinstance(said, list) and key == "values" else [said]
    if len(several) > MAX_VALUES:
        entry.wrong(key, words.too_many(MAX_VALUES))
        return None
    most = MAX_PASSWORD if of.type is PropertyType.PASSWORD else MAX_LENGTH
    texts: list[str] = []
    for index, each in enumerate(several):
        text, place = _text(each), (index,) if several is said else ()
        if text is None:
            entry.wrong(key, words.NO_TEXT, *place)
        elif len(text) > most:
            entry.wrong(key, words.too_long(most), *place)
        else:
            texts.append(text)
    return texts if len(texts) == len(several) else None


def _fit(entry: Members, of: Property, operator: Operator, values: Sequence[str]) -> bool:
    """Whether values are among those configured, where the operator asks for them; noted where they are not."""
    if operator is Operator.IS:
        if all(value.strip().upper() in _TRUTH for value in values):
            return True
        entry.wrong("value", words.one_of(_TRUTH))
    elif not operator.startswith("IS_"):
        return True
    elif of.type is PropertyType.HIERARCHY:
        if all(is_path(of, path_of(value)) for value in values):
            return True
        entry.wrong("values", not_configured(paths(of)))
    elif set(of.values).issuperset(values):
        return True
    else:
        entry.wrong("values", not_configured(of.values))
    return False


def _text(said: Any) -> str | None:
    """A value as a text; numbers and truth values are taken for theirs."""
    if isinstance(said, bool):
        return str(said).upper()
    return str(said) if isinstance(said, (str, int, float, Decimal)) else None
