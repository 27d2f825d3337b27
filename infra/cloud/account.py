"""The AWS account that is deployed to: whose it is, where, and its clients. What is missing is said in one line."""

from __future__ import annotations

import os
from functools import cached_property
from typing import Any, Final

import boto3
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    EndpointConnectionError,
    NoCredentialsError,
    PartialCredentialsError,
    ProfileNotFound,
)

from infra.cli.refusals import OUT_OF_REACH, WRONG_USAGE, Refusal

_STALE: Final = frozenset({"ExpiredToken", "ExpiredTokenException", "RequestExpired"})
_WRONG: Final = frozenset(
    {"InvalidClientTokenId", "SignatureDoesNotMatch", "UnrecognizedClientException", "AccessDenied"}
)
_CONFIG: Final = Config(retries={"mode": "standard", "total_max_attempts": 8}, connect_timeout=5, read_timeout=60)


class Account:
    """An account and a region, found as the AWS CLI finds them: environment, profile, role."""

    def __init__(self, region: str | None = None) -> None:
        try:
            # Lambda, the AWS CLI and `chalicelib.config` read AWS_REGION; boto3 alone does not.
            self._session = boto3.Session(region_name=region or os.environ.get("AWS_REGION") or None)
        except ProfileNotFound as error:
            raise Refusal(f"{error}.", status=WRONG_USAGE) from None
        self.region: str = self._session.region_name or ""
        if not self.region:
            raise Refusal("No region is said: set AWS_REGION, like `AWS_REGION=eu-central-1`.", status=WRONG_USAGE)
        if self.region not in self._session.get_available_regions("cloudformation"):
            raise Refusal(
                f"'{self.region}' is no region of AWS that is known here: see AWS_REGION.", status=WRONG_USAGE
            )

    def client(self, service: str) -> Any:
        """The boto client of a service."""
        return self._session.client(service, config=_CONFIG)

    @cached_property
    def number(self) -> str:
        """The twelve digits of the account. Raises `Refusal` when nobody is signed in, or AWS lets them not in."""
        try:
            found: str = self.client("sts").get_caller_identity()["Account"]
        except (NoCredentialsError, PartialCredentialsError):
            said = "There are no AWS credentials: sign in with the AWS CLI, and name the profile with AWS_PROFILE."
            raise Refusal(said, status=OUT_OF_REACH) from None
        except EndpointConnectionError:
            raise Refusal(f"AWS does not answer in {self.region}.", status=OUT_OF_REACH) from None
        except ClientError as error:
            raise _refused(error) from None
        except BotoCoreError as error:
            raise Refusal(f"AWS does not let us in: {error}", status=OUT_OF_REACH) from None
        return found

    @property
    def shelf(self) -> str:
        """The bucket of what is shipped, one for an account and region."""
        return f"polydesk-shipped-{self.number}-{self.region}"

    def check_mail_sender(self, address: str) -> None:
        """Raise `Refusal` when SES knows neither the address nor its domain as verified."""
        if not address:
            return
        names = [address, address.partition("@")[2]]
        answer = self.client("ses").get_identity_verification_attributes(Identities=names)
        states = {name: each["VerificationStatus"] for name, each in answer["VerificationAttributes"].items()}
        if "Success" not in states.values():
            raise Refusal(f"SES in {self.region} knows neither {address} nor its domain as verified: verify one first.")


def _refused(error: ClientError) -> Refusal:
    code = error.response["Error"].get("Code", "")
    if code in _STALE:
        return Refusal("The AWS credentials have expired: sign in again.", status=OUT_OF_REACH)
    if code in _WRONG:
        return Refusal(f"AWS does not take the credentials ({code}).", status=OUT_OF_REACH)
    return Refusal(f"AWS does not let us in ({code}).", status=OUT_OF_REACH)
