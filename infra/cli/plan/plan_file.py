"""The plan as one file (specification, 9.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from chalicelib.errors import Faults
from infra.cli.documents import Where
from infra.cli.plan import engine_file, group_file, person_file, role_file, site_file, values
from infra.cli.plan.values import Placed, Said

VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class PlanFile:
    """What a file says."""

    roles: Sequence[Placed] = ()
    sites: Sequence[Placed] = ()
    people: Sequence[Placed] = ()
    groups: Sequence[Placed] = ()
    engines: Sequence[Placed] = ()


def read(content: Any, path: Where, faults: Faults) -> PlanFile:
    """The plan that a file describes, as far as it can be read; what stands in it alone is checked."""
    said = values.members(content, _READERS, frozenset({"plan"}), path, faults)
    said.pop("plan", None)
    return PlanFile(**said)


def write(engines: Sequence[Said]) -> Said:
    """The file that describes engines."""
    return {"plan": VERSION, "engines": list(engines)}


def _version(content: Any, path: Where, faults: Faults) -> None:
    if content != VERSION or isinstance(content, bool):
        faults.add(path, "choice", f"must be {VERSION}, the form of plans that this release knows.")


_READERS: Final[dict[str, values.Reader]] = {
    "plan": _version,
    "roles": values.several(role_file.read, "name", folds_case=False),
    "people": values.several(person_file.read, "targetName"),
    "groups": values.several(group_file.read, "name"),
    "sites": values.several(site_file.read, "name"),
    "engines": values.several(engine_file.read, "name"),
}
