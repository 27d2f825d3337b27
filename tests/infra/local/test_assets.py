from __future__ import annotations

from pathlib import Path

import pytest

from infra.local.assets import BASE, Assets


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    root.mkdir()
    (root / "docs.js").write_text("let a")
    (tmp_path / "secret.txt").write_text("secret")
    return root


def test_a_file_has_its_content_and_type(folder: Path) -> None:
    asset = Assets({"polydesk": folder}).find(f"{BASE}polydesk/docs.js")
    assert asset is not None
    assert (asset.content, asset.media_type) == (b"let a", "text/javascript; charset=utf-8")


@pytest.mark.parametrize(
    "path",
    [
        "polydesk/../secret.txt",
        "polydesk/%2e%2e/secret.txt",
        "polydesk/..%2fsecret.txt",
        "polydesk//etc/passwd",
        "polydesk/%2fetc%2fpasswd",
        "polydesk/docs.js%00",
        "polydesk/",
        "polydesk",
        "other/docs.js",
        "",
    ],
)
def test_nothing_else_is_ever_found(folder: Path, path: str) -> None:
    assert Assets({"polydesk": folder}).find(BASE + path) is None


def test_a_link_out_of_the_folder_is_not_followed(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    assert Assets({"polydesk": folder}).find(f"{BASE}polydesk/link.txt") is None


def test_a_changed_file_has_another_etag(folder: Path) -> None:
    assets = Assets({"polydesk": folder})
    before = assets.find(f"{BASE}polydesk/docs.js")
    (folder / "docs.js").write_text("let b, c")
    after = assets.find(f"{BASE}polydesk/docs.js")
    assert before is not None
    assert after is not None
    assert before.etag != after.etag


@pytest.mark.parametrize("name", ["swagger-ui/swagger-ui-bundle.js", "swagger-ui/swagger-ui.css", "polydesk/docs.js"])
def test_what_the_documentation_pages_need_is_there(name: str) -> None:
    assert Assets().find(BASE + name) is not None
