"""The secret store: SSM parameters, encrypted with the account's KMS key."""

from __future__ import annotations

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import config
from chalicelib.errors import Unavailable
from chalicelib.store import aws


def get(name: str) -> str | None:
    """A secret, in clear."""
    try:
        answer = aws.client("ssm").get_parameter(Name=f"{config.SECRETS_PATH}/{name}", WithDecryption=True)
    except ClientError as error:
        if error.response["Error"]["Code"] == "ParameterNotFound":
            return None
        raise Unavailable("The secret store refuses.") from error
    except BotoCoreError as error:
        raise Unavailable("The secret store is out of reach.") from error
    value: str = answer["Parameter"]["Value"]
    return value


def put(name: str, value: str, *, new: bool) -> bool:
    """Keep a secret. `new`: only if there is none of this name yet; answers whether it was written."""
    try:
        aws.client("ssm").put_parameter(
            Name=f"{config.SECRETS_PATH}/{name}", Value=value, Type="SecureString", Overwrite=not new
        )
    except ClientError as error:
        if error.response["Error"]["Code"] == "ParameterAlreadyExists":
            return False
        raise Unavailable("The secret store refuses.") from error
    except BotoCoreError as error:
        raise Unavailable("The secret store is out of reach.") from error
    return True
