from __future__ import annotations

import os
from pathlib import Path

import pytest

from infra import browser

APT = """\
#!/bin/sh
echo "$*" >> "$0.calls"
case "$*" in
  *install*) printf '#!/bin/sh\\n' > "${0%/*}/chromium"; /bin/chmod +x "${0%/*}/chromium" ;;
esac
"""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on whose PATH there is nothing yet."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    return tmp_path


def program(path: Path, text: str = "#!/bin/sh\n") -> str:
    path.write_text(text)
    path.chmod(0o755)
    return str(path)


def test_debians_browser_comes_before_others(machine: Path) -> None:
    program(machine / "google-chrome")
    chromium = program(machine / "chromium")
    assert browser.find() == chromium


def test_a_browser_can_be_named(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(machine / "chromium")
    monkeypatch.setenv("BROWSER_PATH", program(machine / "mine"))
    assert browser.find() == str(machine / "mine")


def test_where_there_is_one_nothing_is_installed(machine: Path) -> None:
    program(machine / "chromium")
    program(machine / "apt-get", APT)
    assert browser.main() == 0
    assert not (machine / "apt-get.calls").exists()


def test_without_apt_a_sentence_says_what_to_do(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert browser.main() == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("polydesk: no Chromium here; install it")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may install")
def test_root_gets_it_from_apt(machine: Path) -> None:
    program(machine / "apt-get", APT)
    assert browser.main() == 0
    calls = (machine / "apt-get.calls").read_text().splitlines()
    assert [call.split()[3] for call in calls] == ["update", "install"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may install")
def test_an_installation_that_fails_is_told(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program(machine / "apt-get", "#!/bin/sh\nexit 100\n")
    assert browser.main() == 1
    assert "could not be installed" in capsys.readouterr().err
