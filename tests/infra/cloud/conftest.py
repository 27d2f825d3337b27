from __future__ import annotations

import shutil
from importlib.metadata import distribution
from pathlib import Path

import pytest

from infra.cloud import artefact, packages
from infra.cloud.artefact import Artefact


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ships beside the app, taken from this environment, which has the same versions: no network is needed."""
    folder = tmp_path_factory.mktemp("packages")
    for name in (*packages.shipped(), packages.FRAMEWORK):
        found = distribution(name)
        for file in found.files or ():
            if ".." not in file.parts and "__pycache__" not in file.parts and "data" not in file.parts:
                target = folder / file
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(str(found.locate_file(file)), target)
    return folder


@pytest.fixture(scope="session")
def built(unpacked: Path) -> Artefact:
    return artefact.build(unpacked)
