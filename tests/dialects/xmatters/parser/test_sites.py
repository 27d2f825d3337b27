from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from chalicelib.dialects.xmatters.company import Company
from chalicelib.dialects.xmatters.parser.sites import SiteContent, site
from chalicelib.errors import Faults

COMPANY = Company("en", "US/Pacific", {"en": "English", "de": "German"})


def read(content: dict[str, Any], *, new: bool = False) -> tuple[SiteContent, list[str]]:
    faults = Faults()
    found = site(content, COMPANY, faults, new=new)
    return found, [fault.message for fault in faults]


def test_a_new_site_needs_a_name_and_has_defaults_for_the_rest() -> None:
    found, faults = read({"name": " X "}, new=True)
    assert found.values == {"name": "X", "active": True, "language": "en", "time_zone": "US/Pacific"}
    assert (found.name, found.coordinates, faults) == ("X", {}, [])


def test_a_change_says_only_what_it_says() -> None:
    found, faults = read({"city": "Bonn", "address2": "", "state": None, "unknown": {}})
    assert (found.values, found.name, faults) == ({"city": "Bonn", "street2": None, "state": None}, None, [])


@pytest.mark.parametrize("language", ["de", "DE", "german", " German "])
def test_a_language_is_named_by_code_or_name(language: str) -> None:
    assert read({"language": language})[0].values == {"language": "de"}


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ("37.773085", "37.773085"),
        ("+90.000", "+90.000"),
        ("-.5", "-.5"),
        (90, "90"),
        (Decimal("37.50"), "37.50"),
        (Decimal("1e1"), "10"),
        (Decimal("-1.5E-3"), "-0.0015"),
    ],
)
def test_coordinates_are_kept_as_they_were_sent(sent: Any, text: str) -> None:
    found, faults = read({"latitude": sent})
    assert (found.coordinates, faults) == ({"latitude": text}, [])
    assert found.values == {"latitude": float(text)}


@pytest.mark.parametrize("empty", [None, "", " "])
def test_nothing_empties_a_coordinate(empty: Any) -> None:
    found, faults = read({"longitude": empty})
    assert (found.coordinates, found.values, faults) == ({"longitude": None}, {"longitude": None}, [])


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ("north", "Value must be a number"),
        ("1e1", "Value must be a number"),
        ("NaN", "Value must be a number"),
        ("٣", "Value must be a number"),
        (True, "Value must be a number"),
        ([], "Value must be a number"),
        ("0" * 101, "Value must be at most 100 characters"),
        ("x" * 101, "Value must be at most 100 characters"),
        (Decimal("1e-999999999"), "Value must be at most 100 characters"),
        ("90.01", "Value must be between -90 and 90"),
        (-91, "Value must be between -90 and 90"),
        (10**400, "Value must be between -90 and 90"),
        (Decimal("1e999999999"), "Value must be between -90 and 90"),
    ],
)
def test_what_is_no_coordinate_is_said_to_be_none(sent: Any, fault: str) -> None:
    assert read({"latitude": sent})[1] == [fault]
