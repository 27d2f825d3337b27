"""What is left out of botocore's service data makes no difference to any client, in any region."""

from __future__ import annotations

from typing import Any

import botocore.session
import pytest

from chalicelib import config
from chalicelib.store import aws
from chalicelib.store.service_data import ENDPOINTS, SERVICES, NarrowLoader

REGIONS = (
    "eu-central-1",
    "us-east-1",
    "ap-southeast-7",
    "mx-central-1",
    "cn-north-1",
    "us-gov-west-1",
    "eu-isoe-west-1",
)


def session(region: str | None) -> Any:
    made = botocore.session.get_session()
    made.set_credentials("testing", "testing")
    if region:
        made.register_component("data_loader", NarrowLoader(region))
    return made


@pytest.fixture(scope="module")
def well_read() -> Any:
    return session(None)


def described(client: Any) -> tuple[Any, ...]:
    """Where a client sends what, and how it signs."""
    signer = client._request_signer
    return (
        client.meta.endpoint_url,
        client.meta.region_name,
        client.meta.partition,
        client.meta.service_model.api_version,
        signer._signature_version,
        signer._signing_name,
        signer._region_name,
    )


@pytest.mark.parametrize("region", REGIONS)
def test_clients_speak_to_the_same_endpoints_with_the_same_signatures(region: str, well_read: Any) -> None:
    narrow = session(region)
    for service in SERVICES:
        made = [each.create_client(service, region_name=region) for each in (narrow, well_read)]
        assert described(made[0]) == described(made[1]), service


def test_the_large_table_is_not_read_where_its_one_pattern_is_enough() -> None:
    assert NarrowLoader("eu-central-1").load_data("endpoints") is ENDPOINTS


@pytest.mark.parametrize("region", ["cn-north-1", "us-gov-west-1", "us-iso-east-1", "eusc-de-east-1", "local"])
def test_elsewhere_the_large_table_is_read(region: str) -> None:
    assert NarrowLoader(region).load_data("endpoints") != ENDPOINTS


def test_the_services_of_the_store_share_the_narrow_session_and_others_can_be_spoken_to() -> None:
    assert isinstance(aws.session().get_component("data_loader"), NarrowLoader)
    assert aws.client("s3").meta.endpoint_url == f"https://s3.{config.REGION}.amazonaws.com"
