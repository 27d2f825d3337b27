"""The keys of a site, in the order in which they are shown and their faults are told (specification, 8.3)."""

from __future__ import annotations

from typing import Final

ROOT: Final = "sites"
STATUSES: Final = {"ACTIVE": True, "INACTIVE": False}
MAX_NAME: Final = 100
MAX_COORDINATE: Final = 100
TAKEN: Final = "Name already in use"

# Texts: the field behind each, and the most characters.
TEXTS: Final = {
    "address1": ("street", 100),
    "address2": ("street2", 100),
    "city": ("city", 100),
    "state": ("state", 100),
    "country": ("country", 100),
    "postalCode": ("postal_code", 10),
}
# Coordinates are fields, and extras as they were sent, of the same name: the bound, both ways.
COORDINATES: Final = {"latitude": 90, "longitude": 180}
KEYS: Final = ("name", "status", "language", "timezone", *TEXTS, *COORDINATES)
