from __future__ import annotations

import pytest

from chalicelib.domain import clock
from chalicelib.domain.asset import ROOT
from chalicelib.domain.caller import Caller
from chalicelib.domain.tree import Tie
from chalicelib.errors import Invalid, NotFound
from chalicelib.services import assets
from chalicelib.services.tree import planting

pytestmark = pytest.mark.usefixtures("queues")


@pytest.fixture
def page(caller: Caller) -> int:
    planting.create_root(values={"type": "root_folder"}, caller=caller)
    return planting.create(values={"type": "page_standard"}, parent=ROOT, tie=Tie(), caller=caller)[0].number


def test_a_new_status_has_its_moment(page: int, caller: Caller) -> None:
    clock.advance(60)
    asset = assets.set_status(number=page, status="pending_approval", caller=caller)
    assert asset.get("status") == "pending_approval"
    assert asset.get("status_changed_at") == asset.updated_at
    assert asset.get("published_at") is None


def test_the_first_publication_has_its_moment_for_good(page: int, caller: Caller) -> None:
    first = assets.set_status(number=page, status="live", caller=caller).get("published_at")
    assert first is not None
    clock.advance(60)
    assets.set_status(number=page, status="safe_editing", caller=caller)
    again = assets.set_status(number=page, status="live", caller=caller)
    assert again.get("published_at") == first
    assert again.get("status_changed_at") > first


def test_the_same_status_changes_nothing(page: int, caller: Caller) -> None:
    before = assets.set_status(number=page, status="live", caller=caller)
    clock.advance(60)
    assert assets.set_status(number=page, status="live", caller=caller).version == before.version


def test_a_status_is_one_of_the_workflow(page: int, caller: Caller) -> None:
    with pytest.raises(Invalid):
        assets.set_status(number=page, status="published", caller=caller)
    with pytest.raises(NotFound):
        assets.set_status(number=99, status="live", caller=caller)


def test_a_site_gets_its_address_and_loses_it(page: int, caller: Caller) -> None:
    assert assets.set_url(number=page, url="www.example.com", caller=caller).get("url") == "www.example.com"
    assert assets.set_url(number=page, url=None, caller=caller).get("url") is None
