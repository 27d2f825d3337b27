"""Local clouds to test against: processes of their own, free ports, data directories that are thrown away."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from infra import browser as browsers
from tests.e2e.local_cloud import LocalCloud
from tests.e2e.reader import Reader


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    """A local cloud that all tests share; leave it running, and its limits and clock as they are."""
    cloud = LocalCloud(tmp_path_factory.mktemp("shared") / "data").start()
    yield cloud
    cloud.end()
    cloud.kill()


@pytest.fixture(scope="session")
def spare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    """A local cloud that all tests share who change limits or move the clock; leave it running."""
    cloud = LocalCloud(tmp_path_factory.mktemp("spare") / "data").start()
    yield cloud
    cloud.end()
    cloud.kill()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[LocalCloud]:
    """A local cloud of one's own, not started yet."""
    cloud = LocalCloud(tmp_path / "data")
    yield cloud
    if cloud.process:
        cloud.kill()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for the tests of a module; beside Playwright's loop no other one could run."""
    path = browsers.find()
    assert path, "No Chromium here: python3 infra/browser.py"
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []  # root has none
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def open_tab(browser: Browser, running: LocalCloud) -> Iterator[Callable[..., Reader]]:
    """Opens tabs in browsers of one's own; in the end none of them may have anything to complain about."""
    readers = []

    def open_one(**more: Any) -> Reader:
        readers.append(Reader.in_browser(browser, running, **more))
        return readers[-1]

    yield open_one
    for reader in readers:
        reader.close()


@pytest.fixture
def reader(open_tab: Callable[..., Reader]) -> Reader:
    """Somebody at a desk."""
    return open_tab()
