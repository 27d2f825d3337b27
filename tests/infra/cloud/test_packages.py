from __future__ import annotations

import pytest

from infra.cli.refusals import Refusal
from infra.cloud import packages

LOCK = """# made by uv
alpha==1.0 ; sys_platform == 'linux' \\
    --hash=sha256:aa \\
    --hash=sha256:bb
beta-two==2.0 \\
    --hash=sha256:cc
"""


def test_a_pin_is_a_version_with_its_hashes_in_one_line() -> None:
    assert packages.pins(LOCK, ["beta-two", "alpha"]) == [
        "beta-two==2.0 --hash=sha256:cc",
        "alpha==1.0 ; sys_platform == 'linux' --hash=sha256:aa --hash=sha256:bb",
    ]


def test_what_is_not_pinned_is_refused_by_name() -> None:
    with pytest.raises(Refusal, match="does not pin gamma: run `make lock`"):
        packages.pins(LOCK, ["alpha", "gamma"])


def test_what_ships_is_what_the_requirements_name_and_what_they_need() -> None:
    shipped = packages.shipped()
    assert {"msgspec", "pyjwt", "pynamodb", "botocore"} <= set(shipped)
    assert not {"pip", "chalice", "boto3", "cryptography"} & set(shipped)


def test_every_package_that_ships_is_pinned_in_the_lock() -> None:
    wanted = (*packages.shipped(), packages.FRAMEWORK)
    for pin in packages.pins(packages.LOCK.read_text(), wanted):
        assert "--hash=sha256:" in pin
