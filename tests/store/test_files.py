from __future__ import annotations

import pytest

from chalicelib import config
from chalicelib.errors import Unavailable
from chalicelib.store import aws, files
from tests.bucket import UnreliableWithFiles, kept, make_bucket

LOCATION = "0123456789" * 4


@pytest.fixture(autouse=True)
def bucket(cloud: None) -> None:
    make_bucket()


def test_locations_are_long_and_never_the_same() -> None:
    minted = {files.mint() for _ in range(100)}
    assert len(minted) == 100
    assert all(map(files.is_location, minted))


@pytest.mark.parametrize("text", ["", "../x", "A" * 40, "0" * 39, "0" * 41, "0" * 40 + "\n", "https://example.com/"])
def test_what_was_not_minted_here_is_no_location(text: str) -> None:
    assert not files.is_location(text)


@pytest.mark.parametrize("content", [b"", b"Hello", bytes(range(256)) * 16_384])
def test_bytes_are_read_as_they_were_written(content: bytes) -> None:
    files.put(LOCATION, content, media_type="text/plain")
    assert files.get(LOCATION) == content


def test_bytes_are_encrypted_and_no_browser_would_show_them() -> None:
    files.put(LOCATION, b"x", media_type="text/html")
    head = aws.client("s3").head_object(Bucket=config.FILES_BUCKET, Key=f"files/{LOCATION}")
    assert (head["ServerSideEncryption"], head["ContentType"]) == ("AES256", "text/html")
    assert head["ContentDisposition"] == "attachment"


def test_bytes_that_are_not_there_are_none() -> None:
    assert files.get(LOCATION) is None


def test_removing_twice_is_as_good_as_once() -> None:
    files.put(LOCATION, b"x", media_type="text/plain")
    for _ in range(2):
        files.remove([LOCATION])
        assert kept() == set()


def test_more_than_one_call_can_carry_are_removed() -> None:
    files.put(LOCATION, b"x", media_type="text/plain")
    files.remove([*(f"{number:040x}" for number in range(1_000)), LOCATION])
    assert kept() == set()


def test_a_bucket_that_is_out_of_reach_is_unavailable() -> None:
    with UnreliableWithFiles(refuse_files=True):
        with pytest.raises(Unavailable):
            files.put(LOCATION, b"x", media_type="text/plain")
        with pytest.raises(Unavailable):
            files.get(LOCATION)
        with pytest.raises(Unavailable):
            files.remove([LOCATION])


def test_who_was_not_told_the_bucket_finds_it_by_stage_and_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "FILES_BUCKET", "polydesk-dev-files-123456789012")  # the account that moto is
    make_bucket()
    files.put(LOCATION, b"bytes", media_type="text/plain")
    monkeypatch.setattr(config, "FILES_BUCKET", "")
    monkeypatch.setattr(config, "STAGE", "dev")
    assert files.get(LOCATION) == b"bytes"
