from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from infra.local.place import Place, write_atomically
from infra.local.progress import Refusal


def test_a_new_directory_is_made_and_marked_as_ours(tmp_path: Path) -> None:
    Place(tmp_path / "a" / "data").claim()
    assert json.loads((tmp_path / "a" / "data" / "polydesk.json").read_text()) == {"format": 1}


def test_only_its_owner_may_look_into_a_new_directory(tmp_path: Path) -> None:
    Place(tmp_path / "data").claim()
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_a_directory_of_ours_is_taken_again(tmp_path: Path) -> None:
    first = Place(tmp_path / "data")
    first.claim()
    os.close(first.lock)
    Place(tmp_path / "data").claim()


def test_somebody_elses_directory_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(Refusal, match="not Polydesk's"):
        Place(tmp_path).claim()
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_no_data_directory(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(Refusal, match="is a file"):
        Place(tmp_path / "data").claim()


def test_a_place_that_can_not_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Refusal, match="can't be used"):
        Place(tmp_path / "file" / "data").claim()


@pytest.mark.parametrize("content", ["", "no json", "[]", '{"format": "x"}', "\x00"])
def test_a_damaged_mark_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "polydesk.json").write_text(content)
    with pytest.raises(Refusal, match="damaged"):
        Place(tmp_path).claim()


def test_the_data_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "polydesk.json").write_text('{"format": 999}')
    with pytest.raises(Refusal, match="newer"):
        Place(tmp_path).claim()


def test_a_directory_that_another_process_holds_is_refused(tmp_path: Path) -> None:
    holding = (
        "import sys; from infra.local.place import *; Place(Path(sys.argv[1])).claim(); print(1, flush=True); input()"
    )
    command = [sys.executable, "-c", holding, str(tmp_path / "data")]
    root = Path(__file__).parents[3]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(Refusal, match=f"in use by another local cloud \\(process {other.pid}\\)"):
            Place(tmp_path / "data").claim()
        other.kill()


def test_credentials_are_for_the_owner_alone(tmp_path: Path) -> None:
    place = Place(tmp_path / "data")
    place.claim()
    place.finish_seeding({"base_url": "http://127.0.0.1:1"})
    assert stat.S_IMODE(place.credentials.stat().st_mode) == 0o600
    assert place.is_seeded


def test_a_seeded_directory_without_its_data_is_damaged_and_not_empty(tmp_path: Path) -> None:
    place = Place(tmp_path / "data")
    place.claim()
    place.finish_seeding({})
    os.close(place.lock)
    with pytest.raises(Refusal, match="is damaged"):
        Place(tmp_path / "data").claim()


def test_credentials_follow_the_address(tmp_path: Path) -> None:
    place = Place(tmp_path / "data")
    place.claim()
    place.finish_seeding({"base_url": "http://127.0.0.1:1", "tickets": {"key": "k"}})
    place.refresh_credentials("http://127.0.0.1:2")
    assert json.loads(place.credentials.read_text()) == {"base_url": "http://127.0.0.1:2", "tickets": {"key": "k"}}


def test_emptying_takes_the_state_and_the_credentials_of_an_interrupted_seeding(tmp_path: Path) -> None:
    place = Place(tmp_path / "data")
    place.claim()
    (place.state / "00000001").mkdir()
    write_atomically(place.credentials, "{}")
    place.empty()
    assert list(place.state.iterdir()) == []
    assert not place.credentials.exists()


def test_an_interrupted_write_leaves_the_former_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    write_atomically(file, "one")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(file, "\ud800")
    assert file.read_text() == "one"
    write_atomically(file, "two")
    assert file.read_text() == "two"


def test_a_place_says_where_it_listens_until_it_withdraws(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.announce(endpoint="http://127.0.0.1:1", base_url="http://127.0.0.1:2", region="eu-central-1")
    assert json.loads(place.running.read_text()) == {
        "process": os.getpid(),
        "endpoint": "http://127.0.0.1:1",
        "base_url": "http://127.0.0.1:2",
        "region": "eu-central-1",
    }
    place.withdraw()
    assert not place.running.exists()


def test_what_a_killed_local_cloud_said_is_gone_when_the_next_one_begins(tmp_path: Path) -> None:
    place = Place(tmp_path / "data")
    place.claim()
    place.announce(endpoint="http://127.0.0.1:1", base_url="http://127.0.0.1:2", region="eu-central-1")
    os.close(place.lock)
    again = Place(tmp_path / "data")
    again.claim()
    os.close(again.lock)
    assert not again.running.exists()
