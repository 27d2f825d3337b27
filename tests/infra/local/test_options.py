from __future__ import annotations

from pathlib import Path

import pytest

from infra.local.options import ROOT, Options
from infra.local.progress import Refusal


def test_without_a_word_it_is_port_8000_and_the_projects_own_folder() -> None:
    assert Options.from_environment({}) == Options(8000, 0, ROOT / ".local", 3.0)


def test_a_relative_data_directory_is_seen_from_where_the_user_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Options.from_environment({"DATA_DIR": "data"}).data == tmp_path / "data"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "-1"),
        ("PORT", "65536"),
        ("PORT", "٨٠٠٠"),
        ("MINISTACK_PORT", "1.5"),
        ("SNAPSHOT_SECONDS", "0"),
        ("SNAPSHOT_SECONDS", "nan"),
        ("SNAPSHOT_SECONDS", "often"),
    ],
)
def test_nonsense_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(Refusal, match=name):
        Options.from_environment({name: value})
