"""The keys of a new person, in the order in which their faults are told (specification, 8.2)."""

from __future__ import annotations

from typing import Final

ROOT: Final = "person"
KEYS: Final = (
    "targetName",
    "firstName",
    "lastName",
    "status",
    "language",
    "timezone",
    "externallyOwned",
    "webLogin",
    "phoneLogin",
    "roles",
    "site",
    "supervisors",
)
STATUSES: Final = {"active": True, "inactive": False}
MAX_LENGTH: Final = 100  # characters of a name or login
MAX_ENTRIES: Final = 100  # roles or supervisors
SUPERVISES: Final = "view.menu.Users"
"""The ability of who creates people, and of who supervises them."""

NO_ROLE: Final = "The role does not exist."
NO_SITE: Final = "The site does not exist."
NOBODY: Final = "The supervisor does not exist."
NO_SUPERVISOR: Final = "The supervisor does not have permission to supervise users."
EXTERNALLY_OWNED: Final = "externally_owned"
"""The extra that says so."""

# The keys whose values no two people share, with what is said of one that is in use; by kind and field.
TAKEN: Final = {
    ("person", "login"): ("targetName", "Target name {} already exists."),
    ("account", "login"): ("webLogin", "Web login {} already exists."),
    ("person", "phone_login"): ("phoneLogin", "Phone login {} already exists."),
}
