"""The assets of the company's site: sound, and all that callers of their API are promised."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from chalicelib.dialects.squiz.vocabulary.settings import DIALECT, SETTINGS
from chalicelib.domain.account import Credential
from chalicelib.domain.asset import ASSET, ROOT
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.role import Permissions, Verb
from chalicelib.services import accounts, credentials, files, identities, pages, profiles, records, roles, settings
from chalicelib.services.tree import listing, places
from chalicelib.store import sequences
from infra.cli.asset import exporting
from infra.seed import assets, reader
from infra.seed.assets import Asset
from infra.seed.entries import Company, Entry
from infra.seed.reader import COMPANY, UnsoundError
from infra.seed.sowing import sow
from tests.bucket import make_bucket
from tests.quick import quick_cloud

KEYS = (
    "token",
    "root_asset_id",
    "restricted_token",
    "restricted_root_asset_id",
    "disabled_token",
    "trashed_token",
    "userless_token",
    "read_only_token",
    "reader_token",
    "metadata_schema_id",
)
TOKENS = tuple(key for key in KEYS if key.endswith("token"))
PEOPLE = ("admin", "apidev", "hblythe", "lkahale", "abeaulieu", "dquintanar", "rokonkwo")
FROM_CODE = ("page_standard", "bodycopy", "bodycopy_div", "content_type_wysiwyg")


@pytest.fixture(scope="module")
def company() -> Company:
    return reader.read()


@pytest.fixture(scope="module")
def planted(company: Company) -> tuple[Asset, ...]:
    return assets.read(COMPANY, company)


@pytest.fixture(scope="module")
def section(company: Company, planted: tuple[Asset, ...]) -> Iterator[dict[str, Any]]:
    """The section of credentials.json, of a store in which the assets were sown, and the people behind them."""
    known = Company(tuple(_alone(company.by_key[key]) for key in PEOPLE))
    with quick_cloud():
        make_bucket()
        sections = sow(base_url="http://127.0.0.1:8000", progress=lambda *_: None, company=known, planted=planted)
        yield sections["squiz"]


def _alone(entry: Entry) -> Entry:
    return replace(entry, values={"login": entry.values["login"]}, extras={})


def asset(number: int | str) -> Record:
    return records.get(kind=ASSET, number=int(number))


def children(number: int | str) -> list[Record]:
    return [each for _, each in listing.children(number=int(number), limit=100).pairs]


def everything() -> list[Record]:
    return pages.page(kind=ASSET, limit=100).records


def credential(section: dict[str, Any], key: str) -> Credential:
    found = credentials.find(presented=section[key])
    assert found is not None
    return found


def permissions(of: Credential) -> Permissions:
    account = accounts.get(key=of.account or "")
    assert account is not None
    return roles.permissions(names=account.roles)


def person(login: str) -> Record:
    found = identities.by_value(kind=PERSON, field="login", value=login)
    assert found is not None
    return found


def test_credentials_have_exactly_the_keys_that_are_promised(section: dict[str, Any]) -> None:
    assert tuple(section) == KEYS
    assert all(isinstance(value, str) for value in section.values())


@pytest.mark.parametrize("key", TOKENS)
def test_tokens_are_long_and_of_letters_and_digits(section: dict[str, Any], key: str) -> None:
    assert len(section[key]) >= 32
    assert section[key].isascii()
    assert section[key].isalnum()


def test_each_token_is_what_its_name_says(section: dict[str, Any]) -> None:
    found = {key: credential(section, key) for key in TOKENS}
    root = int(section["restricted_root_asset_id"])
    assert [key for key, each in found.items() if each.roots == (root,)] == ["restricted_token"]
    assert [key for key, each in found.items() if each.roots] == ["restricted_token"]
    assert [key for key, each in found.items() if not each.enabled] == ["disabled_token"]
    assert [key for key, each in found.items() if each.trashed] == ["trashed_token"]
    assert [key for key, each in found.items() if each.account is None] == ["userless_token"]
    assert [key for key, each in found.items() if each.read_only] == ["read_only_token"]
    same = {each.account for key, each in found.items() if key not in ("userless_token", "reader_token")}
    assert same == {found["token"].account}


def test_users_are_persons(section: dict[str, Any]) -> None:
    for key in ("token", "reader_token"):
        account = accounts.get(key=credential(section, key).account or "")
        assert account is not None
        assert account.person is not None
        assert profiles.is_active(number=account.person)


def test_one_user_may_do_everything_and_one_may_read_everything(section: dict[str, Any]) -> None:
    editor, reading = permissions(credential(section, "token")), permissions(credential(section, "reader_token"))
    assert [verb for verb in Verb if editor.may_on_asset(verb, [99, ROOT])] == list(Verb)
    assert [verb for verb in Verb if reading.may_on_asset(verb, [99, ROOT])] == [Verb.READ]


@pytest.mark.usefixtures("section")
def test_the_interface_is_switched_on_with_a_second_context() -> None:
    values = settings.get(section=DIALECT, declared=SETTINGS)
    assert (values["asset_management_api"], values["contexts"]) == (True, "1=Mobile")


def test_the_root_is_asset_one_and_the_site_beneath_it_has_an_address(section: dict[str, Any]) -> None:
    site = asset(section["root_asset_id"])
    assert (asset(ROOT).get("type"), site.get("type"), site.title) == ("root_folder", "site", "Company site")
    assert site.get("url") == "www.tarnmoor.example"
    assert places.find(number=site.number).lineage == {site.number, ROOT}


def test_the_site_has_pages_and_two_folders_of_which_one_is_the_restricted_root(section: dict[str, Any]) -> None:
    found = children(section["root_asset_id"])
    folders = [str(each.number) for each in found if each.get("type") == "folder"]
    assert len([each for each in found if each.get("type") == "page_standard"]) >= 2
    assert len(folders) == 2
    assert section["restricted_root_asset_id"] in folders
    assert "page_standard" in [each.get("type") for each in children(section["restricted_root_asset_id"])]


def test_a_page_is_built_of_four_assets(section: dict[str, Any]) -> None:
    page = next(each for each in everything() if each.title == "Hiking boots")
    found, ties = [page], []
    while below := listing.children(number=found[-1].number, limit=10).pairs:
        ties.append(below[0][0].tie)
        found.append(below[0][1])
    assert tuple(each.get("type") for each in found) == FROM_CODE
    assert [(tie.type, tie.value, tie.is_dependent, tie.is_exclusive) for tie in ties] == [
        ("hidden", "", True, True),
        ("hidden", "", True, False),
        ("hidden", "div_contents", True, True),
    ]
    assert "<p>" in json.loads(found[-1].get("attributes"))["html"]


def test_the_schema_has_the_fields_that_are_promised(section: dict[str, Any]) -> None:
    schema = asset(section["metadata_schema_id"])
    assert schema.get("type") == "metadata_schema"
    assert json.loads(schema.get("attributes"))["fields"] == [
        {"name": "keywords", "type": "select", "multiple": True, "options": ["sport", "news", "weather"]},
        {"name": "description", "type": "text"},
        {"name": "show-heading", "type": "select", "options": ["0", "1"]},
    ]
    assert any(section["metadata_schema_id"] in (each.get("schemas") or "") for each in everything())


@pytest.mark.usefixtures("section")
def test_an_image_has_bytes_that_are_one() -> None:
    image = next(each for each in everything() if each.get("type") == "image")
    file, content = files.read(record=image, location=image.get("file").location)
    assert file.name == "moor.png"
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert content.endswith(b"IEND\xaeB`\x82")
    assert len(image.get("file_secret")) >= 32


@pytest.mark.usefixtures("section")
def test_one_asset_has_two_parents_and_one_is_referred_to() -> None:
    nodes = [place.node for place in places.find_all(numbers=[each.number for each in everything()]).values()]
    assert [len(node.parents) for node in nodes if len(node.parents) != 1] == [0, 2]
    assert [node.references_up for node in nodes if node.references_up] == [1]


@pytest.mark.usefixtures("section")
def test_assets_were_made_in_the_past_by_several_people() -> None:
    found = everything()
    assert len({each.created_by for each in found}) >= 3
    boots = next(each for each in found if each.title == "Hiking boots")
    assert boots.created_at == pytest.approx(datetime.now(UTC) - timedelta(days=300), abs=timedelta(minutes=1))
    assert boots.created_by == person("abeaulieu").ref
    published = datetime.now(UTC) - timedelta(days=297)
    assert boots.get("published_at") == pytest.approx(published, abs=timedelta(minutes=1))
    assert boots.get("published_by") == person("hblythe").ref
    assert {"live", "under_construction", "archived", "up_for_review"} <= {each.get("status") for each in found}


@pytest.mark.usefixtures("section")
def test_texts_are_kept_as_they_stand_in_the_file() -> None:
    markup = next(each for each in everything() if each.get("type") == "content_type_raw_HTML")
    assert "Grüß Gott" in markup.get("attributes")


@pytest.mark.usefixtures("section")
def test_numbers_go_on_above_those_of_the_file() -> None:
    assert sequences.latest("asset") == max(each.number for each in everything())


@pytest.mark.usefixtures("section")
def test_what_was_sown_can_be_exported() -> None:
    found = [json.loads(line) for line in exporting.everything(with_files=True)]
    assert [each["id"] for each in found] == [str(each.number) for each in everything()]
    image = next(each for each in found if each["type"] == "image")
    assert base64.b64decode(image["attributes"]["file_content"]).startswith(b"\x89PNG")


Edit = Callable[[list[dict[str, Any]]], object]


def put(place: int, **values: Any) -> Edit:
    """An edit of one asset."""
    return lambda rows: rows[place].update(values)


@pytest.mark.parametrize(
    ("edit", "faults"),
    [
        (lambda rows: rows.append(7), ["assets[22]: must be an object."]),
        (put(2, colour=1), ["assets[2]: colour: is not known; there are id, type, "]),
        (put(2, opened="long ago"), ["assets[2]: opened: must be a number of days."]),
        (put(2, author=None), ["assets[2]: author: must be the key of a person."]),
        (put(2, course=[[3, "admin", "gone"]]), ["assets[2]: course[0]: must be days, the key of a person, and a status."]),
        (put(2, author="nemo"), ["assets[2]: nemo works on it and is no person."]),
        (put(2, course=[[3, "nemo", "live"]]), ["assets[2]: nemo works on it and is no person."]),
        (put(2, course=[[400, "admin", "live"]]), ["assets[2]: what it came to is older than what was before, or lies"]),
        (put(21, opened=-1), ["assets[21]: what it came to is older than what was before, or lies in the future."]),
        (put(2, opened=390), ["assets[2]: it stands under 1, which comes later."]),
        (put(21, links=[{"major_id": "99"}]), ["assets[21]: links[0].major_id: Asset 99 is neither in the file nor there."]),
        (put(21, id="20"), ["assets[21]: id: Asset 20 is that of assets[19], too."]),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_refused(tmp_path: Path, company: Company, edit: Edit, faults: list[str]) -> None:
    copy = tmp_path / "company"
    copytree(COMPANY, copy)
    rows = json.loads((copy / "assets.json").read_text(encoding="utf-8"))
    edit(rows)
    (copy / "assets.json").write_text(json.dumps(rows), encoding="utf-8")

    with pytest.raises(UnsoundError) as caught:
        assets.read(copy, company)

    assert [said.startswith(fault) for said, fault in zip(caught.value.faults, faults, strict=True)] == [True]
