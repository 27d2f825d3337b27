"""What the versions differ in (specification, 10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Version:
    """A version, by its date.

    `people_by_guid`: a person's `identifier` is the UUID, otherwise the user id. `links_by_guid`: addresses of people and sites
    hold the UUID, which is the `identifier` of a site then; otherwise user id and number. `sites_by_name`: a site is changed
    by its name. `target_names`: a person shows `targetName` and `externalKey`.
    """

    name: str
    people_by_guid: bool = True
    links_by_guid: bool = False
    sites_by_name: bool = True
    target_names: bool = False


VERSIONS: Final = {
    version.name: version
    for version in (
        Version("2012-03-01", people_by_guid=False),
        Version("2013-12-01", people_by_guid=False),
        Version("2014-06-01"),
        Version("2015-01-01"),
        Version("2015-04-01", links_by_guid=True, sites_by_name=False, target_names=True),
    )
}
