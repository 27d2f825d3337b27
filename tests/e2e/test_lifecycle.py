"""An operation ages: its callers, the documentation and the page are told of each step, whichever interface it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e import exchange
from tests.e2e.admin import answer, polydesk
from tests.e2e.exchange import Answer
from tests.e2e.local_cloud import LocalCloud, wait_for
from tests.e2e.matrix42_client import OPERATION, Matrix42Client
from tests.e2e.reader import Reader
from tests.e2e.squiz_client import SquizClient

STATES: Final = ("Deprecated", "Obsolete", "Decommissioned")
CACHES: Final = 5.0 + 3  # seconds that the gateway's process may know better, and some for a busy machine
DAY: Final = 24 * 3600.0
NOTICE: Final = 90  # days


@dataclass(frozen=True)
class Aging:
    """An operation that ages, and what takes its place. `path`: in its dialect's document, which is at `document`."""

    service: str
    operation: str
    document: str
    path: str
    method: str
    call: Callable[[], Answer]
    usual: int
    successor: str
    address: str

    @property
    def name(self) -> str:
        return f"{self.service}.{self.operation}"


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    """A local cloud for this file, whose operations age and whose clock is moved."""
    cloud = LocalCloud(tmp_path_factory.mktemp("lifecycle") / "data").start()
    yield cloud
    cloud.kill()


@pytest.fixture
def tell(cloud: LocalCloud, browser: Browser) -> Iterator[Callable[..., None]]:
    """Checks that everything tells of an operation's state."""
    reader = Reader.in_browser(browser, cloud)

    def check(aging: Aging, state: str, sunset: date | None, note: str) -> None:
        check_headers(aging, state, sunset)
        check_help(cloud, aging, state, sunset, note)
        check_document(cloud, aging, state)
        check_page(reader, aging, state, note)

    yield check
    reader.close()


def read(cloud: LocalCloud, path: str) -> Any:
    """What is at a path, for somebody who sends login and password, which don't run out."""
    found = exchange.send(cloud, "GET", path, None, {"Authorization": Matrix42Client(cloud).basic})
    assert found.status == 200, found
    return found.json


def described(cloud: LocalCloud, aging: Aging) -> Any:
    """The whole contract, as Help has it, and `Listed`: its state in the list."""
    (service,) = [each for each in read(cloud, "/m42Services/api/Help/Services") if each["Name"] == aging.service]
    (listed,) = [each for each in service["Operations"] if each["Name"] == aging.operation]
    contract = read(cloud, f"/m42Services/api/Help/ServiceOperation/{listed['Id']}")
    return contract | {"Listed": listed["State"]}


def move(cloud: LocalCloud, aging: Aging, state: str, *more: str, later: float = 0) -> None:
    """Take it to a state with the admin command line, and wait until that is known."""
    answer(cloud, "api", "lifecycle", aging.name, state.lower(), *more, later=later)
    wait_for(lambda: _states(described(cloud, aging)) == {state}, patience=CACHES, every=0.2)


def _states(contract: Mapping[str, Any]) -> set[str]:
    """As its contract and the list have it: what is known may become old between the two."""
    return {contract["State"], contract["Listed"]}


def check_headers(aging: Aging, state: str, sunset: date | None) -> None:
    said = aging.call()
    assert said.status == (410 if state == "Decommissioned" else aging.usual)
    assert said.headers["link"].endswith(f'{aging.address}>; rel="successor-version"')
    if state == "Decommissioned":
        assert aging.successor in said.text
        assert "deprecation" not in said.headers
        return
    since = datetime.fromtimestamp(int(said.headers["deprecation"].removeprefix("@")), UTC)
    assert abs(since - datetime.now(UTC)) < timedelta(minutes=5)
    if sunset:
        assert parsedate_to_datetime(said.headers["sunset"]).date() == sunset
    else:
        assert "sunset" not in said.headers
    warning = f'299 - "{aging.name} is obsolete; use {aging.successor}"' if state == "Obsolete" else None
    assert said.headers.get("warning") == warning


def check_help(cloud: LocalCloud, aging: Aging, state: str, sunset: date | None, note: str) -> None:
    contract = described(cloud, aging)
    assert (contract["State"], contract["Successor"]) == (state, aging.successor)
    assert contract["DeprecatedOn"]
    assert (contract["SunsetOn"] or "")[:10] == (sunset.isoformat() if sunset else "")
    notes = read(cloud, "/m42Services/api/Help/ReleaseNotes")
    newest = next(each for each in notes if (each["Service"], each["Operation"]) == (aging.service, aging.operation))
    assert (newest["To"], newest["Note"]) == (state, note)


def check_document(cloud: LocalCloud, aging: Aging, state: str) -> None:
    paths = read(cloud, aging.document)["paths"]
    if state == "Decommissioned":
        assert aging.method not in paths.get(aging.path, {})
    else:
        assert paths[aging.path][aging.method]["deprecated"] is True


def check_page(reader: Reader, aging: Aging, state: str, note: str) -> None:
    query = f"?service={aging.service}&operation={aging.operation}"
    reader.visit("web-services", query)
    if not reader.signed_in.is_visible():
        reader.sign_in()
    reader.documented()
    expect(reader.operation(aging.operation)).to_contain_text(state)
    expect(reader.documentation.locator(".life")).to_contain_text(aging.successor)
    reader.visit("release-notes")
    newest = reader.page.get_by_role("listitem").filter(has_text=note).first
    expect(newest).to_contain_text(aging.name)
    expect(newest).to_contain_text(state)


def test_a_public_operation_ages_step_by_step_with_notice(cloud: LocalCloud, tell: Callable[..., None]) -> None:
    client = Matrix42Client(cloud)
    said = {"Authorization": client.basic, "Content-Type": "application/json"}
    aging = Aging(
        "Ticket",
        "Transform",
        "/m42Services/docs/openapi.json",
        "/api/ticket/transform",
        "post",
        lambda: exchange.send(cloud, "POST", "/m42Services/api/ticket/transform", b"{}", said),
        400,
        "Objects.Update",
        "/m42Services/api/data/objects/{ciName}",
    )
    today = datetime.now(UTC).date()
    sunset = today + timedelta(days=NOTICE + 1)
    assert not {"deprecation", "link", "warning"} & set(aging.call().headers)
    assert described(cloud, aging)["State"] == "Active"

    lifecycle = ("api", "lifecycle", aging.name)
    hasty = polydesk(cloud, *lifecycle, "obsolete")
    assert (hasty.returncode, "step by step" in hasty.stderr) == (1, True)
    short = polydesk(cloud, *lifecycle, "deprecated", "--sunset", str(today + timedelta(days=NOTICE - 1)))
    assert (short.returncode, "90 days" in short.stderr) == (1, True)

    more = ("--sunset", str(sunset), "--successor", aging.successor, "--note", "Change the object.")
    move(cloud, aging, "Deprecated", *more)
    tell(aging, "Deprecated", sunset, "Change the object.")
    move(cloud, aging, "Obsolete", "--note", "Really.")
    tell(aging, "Obsolete", sunset, "Really.")
    early = polydesk(cloud, *lifecycle, "decommissioned")
    assert (early.returncode, "after its end" in early.stderr) == (1, True)

    later = (NOTICE + 2) * DAY
    assert cloud.call("POST", "/_local/clock", {"advance_seconds": later})[0] == 200
    move(cloud, aging, "Decommissioned", "--note", "It is over.", later=later)
    tell(aging, "Decommissioned", sunset, "It is over.")
    rows = read(cloud, f"/m42Services/api/data/fragments/{OPERATION}?columns=Name,State&where=Name='Transform'")
    assert [row["State"] for row in rows] == ["Decommissioned"]
    assert exchange.send(cloud, "POST", "/m42Services/api/ticket/transform", b"{}").status == 401

    answer(cloud, "api", "lifecycle", aging.name, "active", later=later)
    wait_for(lambda: aging.call().status == 400, patience=CACHES)
    assert not {"deprecation", "link", "warning"} & set(aging.call().headers)


def test_an_operation_of_another_interface_ages_alike(cloud: LocalCloud, tell: Callable[..., None]) -> None:
    client = SquizClient(cloud)
    aging = Aging(
        "squiz",
        "list_children",
        "/__management_api/v1/docs/openapi.json",
        "/assets/{assetId}/children",
        "get",
        lambda: client.call("GET", f"/assets/{client.root}/children"),
        200,
        "squiz.list_links",
        "/__management_api/v1/assets/{assetId}/links",
    )
    for state in STATES:
        note = f"It is {state.lower()} for children."
        move(cloud, aging, state, "--successor", aging.successor, "--note", note)
        tell(aging, state, None, note)
    answer(cloud, "api", "lifecycle", aging.name, "active")
    wait_for(lambda: aging.call().status == 200, patience=CACHES)
    answer(cloud, "api", "lifecycle", aging.name, "decommissioned")  # what is not public may jump
    wait_for(lambda: aging.call().status == 410, patience=CACHES)
