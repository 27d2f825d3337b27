from __future__ import annotations

import pytest

from infra.cli.plan import device_file
from tests.infra.cli.plan.test_values import read


@pytest.mark.parametrize(
    ("of", "address"),
    [("Email", "bob@example.com"), ("Text Phone", "+1 (250) 555-0101"), ("Voice Phone", "2505550101")],
)
def test_a_device_has_an_address_of_its_type(of: str, address: str) -> None:
    said = {"name": "Mine", "type": of, "address": address}
    assert read(device_file.read, said) == (said, [])


@pytest.mark.parametrize(("of", "address"), [("Email", "+12505550101"), ("Text Phone", "a@b"), ("Voice Phone", "x")])
def test_an_address_of_another_type_is_refused(of: str, address: str) -> None:
    (fault,) = read(device_file.read, {"name": "Mine", "type": of, "address": address})[1]
    assert fault.startswith("address: must be ")


def test_a_name_has_no_bar() -> None:
    said = {"name": "a|b", "type": "Email", "address": "a@b"}
    assert read(device_file.read, said)[1] == ["name: holds |, which separates people and devices."]
