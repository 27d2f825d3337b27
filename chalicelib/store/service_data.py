"""What botocore reads of its service data, without what it reads only to throw away.

Two things cost more than all else when the first client of a process is made: the list of the 400 services that botocore
knows is put together by looking into as many folders, twice, only to see that ours is among them; and a table of all
endpoints, a megabyte of JSON, is read for the few lines about a service. We know our services, and in the large
partition they all follow its one pattern. Everything else is botocore's own: models of the services, rules of endpoints.
"""

from __future__ import annotations

import re
from typing import Any, Final

from botocore.loaders import Loader

SERVICES: Final = ("dynamodb", "kms", "ses", "sns", "sqs", "ssm")
"""What this loader knows. S3 has an endpoint for all regions and others of its own making: it needs the whole table."""

_REGIONS: Final = r"^(us|eu|ap|sa|ca|me|af|il|mx)\-\w+\-\d+$"
_LARGE: Final = re.compile(r"(us|eu|ap|sa|ca|me|af|il|mx)-(?!gov-|iso)[a-z]+-\d{1,2}")


class NarrowLoader(Loader):  # type: ignore[misc]  # botocore ships no types
    """Botocore's loader for our services. `region`: where they are; outside of the large partition nothing is left out."""

    def __init__(self, region: str) -> None:
        super().__init__()
        self._is_large = _LARGE.fullmatch(region) is not None

    def list_available_services(self, type_name: str) -> list[str]:
        """Ours."""
        return list(SERVICES)

    def load_data_with_path(self, name: str) -> tuple[Any, str]:
        """A part of the data, and where it lies."""
        if name == "endpoints" and self._is_large:
            return ENDPOINTS, ""
        found: tuple[Any, str] = super().load_data_with_path(name)
        return found


ENDPOINTS: Final[dict[str, Any]] = {
    "version": 3,
    "partitions": [
        {
            "partition": "aws",
            "partitionName": "AWS Standard",
            "dnsSuffix": "amazonaws.com",
            "regionRegex": _REGIONS,
            "regions": {},
            "defaults": {
                "hostname": "{service}.{region}.{dnsSuffix}",
                "protocols": ["https"],
                "signatureVersions": ["v4"],
                "variants": [],
            },
            "services": {},
        }
    ],
}
