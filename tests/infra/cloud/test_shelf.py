from __future__ import annotations

from collections.abc import Iterator

import pytest
from moto import mock_aws

from infra.cloud.account import Account
from infra.cloud.artefact import Artefact
from infra.cloud.shelf import Release, Releases, Shelf


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    with mock_aws():
        made = Shelf(Account("eu-central-1"))
        made.prepare()
        yield made


def release(name: str, **parameters: str) -> Release:
    return Release(f"templates/{name}.json", f"code/{name}.zip", parameters)


def test_preparing_twice_is_as_good_as_once(shelf: Shelf) -> None:
    shelf.put_code(Artefact(b"zip"))
    shelf.prepare()
    assert shelf.read(Artefact(b"zip").name) == b"zip"


def test_what_is_there_already_is_not_brought_again(shelf: Shelf) -> None:
    key = shelf.put_template(b"{}")
    assert shelf.put_template(b"{}") == key
    assert shelf.put_template(b"[]") != key
    assert shelf.read(key) == b"{}"


def test_releases_come_back_as_they_were_kept(shelf: Shelf) -> None:
    assert shelf.releases("dev") == Releases()
    kept = Releases().with_next(release("a", Memory="1")).with_next(release("b"))
    shelf.keep("dev", kept)
    assert shelf.releases("dev") == kept
    assert shelf.releases("prod") == Releases()


def test_the_same_release_is_not_listed_twice() -> None:
    once = Releases().with_next(release("a"))
    assert once.with_next(release("a")) == once
    assert len(once.with_next(release("a", Memory="1")).all) == 2


def test_going_back_goes_one_release_each_time() -> None:
    three = Releases().with_next(release("a")).with_next(release("b")).with_next(release("c"))
    assert three.before is not None
    assert three.before.is_like(release("b"))
    back = three.gone_back()
    assert back.in_force is not None
    assert back.in_force.is_like(release("b"))
    assert back.before is not None
    assert back.before.is_like(release("a"))
    assert back.gone_back().before is None


def test_what_is_deployed_after_going_back_comes_behind_the_one_in_force() -> None:
    forked = Releases().with_next(release("a")).with_next(release("b")).gone_back().with_next(release("c"))
    assert [each.code for each in forked.all] == ["code/a.zip", "code/c.zip"]
    assert forked.before is not None
    assert forked.before.is_like(release("a"))


def test_deploying_again_what_was_gone_back_to_changes_nothing() -> None:
    back = Releases().with_next(release("a")).with_next(release("b")).gone_back()
    assert back.with_next(release("a")) == back
