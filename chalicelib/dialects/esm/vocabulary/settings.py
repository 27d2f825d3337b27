"""What an administrator may set (specification, 8.1)."""

from __future__ import annotations

from typing import Final

from chalicelib.domain import zone as zones
from chalicelib.domain.setting import Setting

ZONE: Final = "esm.time.zone"
REQUESTS_PER_MINUTE: Final = 30


SETTINGS: Final = {
    "external.api.datacard.list.search.timeout": Setting(
        300,
        "Seconds that the search of a list may take; in the cloud at most 25.",
        minimum=1,
        advice="above 300 seconds searches may keep the store busy for long.",
    ),
    "external.api.datacard.max.import.size": Setting(
        100,
        "Rows of one bulk import; at most 1,000 whatever is set.",
        minimum=1,
        advice="above 100 rows an import may not end within the time of a request.",
    ),
    "external.api.max.requests.per.minute": Setting(
        REQUESTS_PER_MINUTE,
        "Calls a minute that an account may make, 0 for no limit.",
        minimum=0,
        advice="above 30 calls a minute one integration may take the capacity of others.",
        is_limit=True,
    ),
    "security.external.api.token.expiration.time": Setting(
        15,
        "Minutes that a token is good for.",
        minimum=1,
        maximum=1_440,
        advice="a token of more than 15 minutes is of use for longer to whoever finds it.",
    ),
    ZONE: Setting(
        "UTC",
        "The time zone of days, of stamps without a zone, and of the logs.",
        test=zones.is_name,
        expected="the name of a time zone, like Europe/Helsinki",
    ),
    "esm.module.enabled": Setting(True, "Whether the module Matrix42 External API is there at all."),
}
