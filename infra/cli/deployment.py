"""Which deployment a command works on: the running local cloud of a data directory, or a stage in an AWS account.

Either one is entered by setting the environment that `chalicelib.config` reads once, so nothing of `chalicelib` that reads
it may be loaded before.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final, Protocol
from urllib.parse import urlsplit

from infra.cli.refusals import OUT_OF_REACH, WRONG_USAGE, Refusal
from infra.local.options import ROOT, surroundings
from infra.local.place import Place

OWN: Final = ".local"  # the data directory of `make run`
STAGE: Final = re.compile(r"[a-z][a-z0-9-]{0,30}")
REGION: Final = re.compile(r"[a-z0-9-]{1,30}")
# What would point a stage at the resources of another one.
_DERIVED: Final = ("POLYDESK_DESK_TABLE", "POLYDESK_OUTBOX_TABLE", "POLYDESK_FILES_BUCKET", "POLYDESK_SECRETS_PATH")
_PATIENCE: Final = 2.0  # seconds that the emulator has to say that it is there


class Deployment(Protocol):
    """Something that a command works on. `has_gateway`: API Gateway stands in front, with usage plans perhaps."""

    has_gateway: ClassVar[bool]

    @property
    def title(self) -> str:
        """What it is, for people."""

    def enter(self) -> None:
        """Set the environment; raises `Refusal` when there is no such deployment."""


@dataclass(frozen=True, slots=True)
class LocalCloud:
    """The local cloud that runs on a data directory. `said`: the directory as it was given."""

    has_gateway: ClassVar[bool] = False

    data: Path
    said: str

    @classmethod
    def of(cls, directory: str | None, environment: Mapping[str, str] = os.environ) -> LocalCloud:
        """That of `directory`, else of DATA_DIR, else of the project's own `.local`."""
        said = directory or environment.get("DATA_DIR") or ""
        return cls(Path(said or ROOT / OWN).expanduser().absolute(), said or OWN)

    @property
    def title(self) -> str:
        """What it is, for people."""
        return f"local cloud of {self.said}"

    def enter(self) -> None:
        """Point at the emulator and away from AWS. Raises `Refusal` when it does not run."""
        found = self._found()
        if found is None or not _answers(found["endpoint"]):
            start = "make run" if self.said == OWN else f"DATA_DIR={shlex.quote(self.said)} make run"
            raise Refusal(f"The local cloud of {self.said} is not running: start it with `{start}`.")
        wanted = surroundings(found["endpoint"], found["base_url"], found["region"])
        os.environ.clear()
        os.environ.update(wanted)
        for name in _DERIVED:
            os.environ.pop(name, None)

    def _found(self) -> dict[str, str] | None:
        """Where the local cloud says that it listens, if the process that said so still lives."""
        try:
            found: Any = json.loads(Place(self.data).running.read_bytes())
            os.kill(int(found["process"]), 0)
            return {name: str(found[name]) for name in ("endpoint", "base_url", "region")}
        except PermissionError:
            raise Refusal(f"The local cloud of {self.said} belongs to somebody else.") from None
        except (OSError, ValueError, KeyError, TypeError, OverflowError):
            return None


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage that was deployed, in a region; the usual AWS credentials say in which account."""

    has_gateway: ClassVar[bool] = True

    name: str
    region: str | None = None

    @property
    def title(self) -> str:
        """What it is, for people."""
        return f"stage {self.name}" + (f" in {self.region}" if self.region else "")

    def enter(self) -> None:
        """Point at the stage's tables, whatever the environment said before. Raises `Refusal` for an impossible name."""
        if STAGE.fullmatch(self.name) is None:
            raise Refusal(f"'{self.name}' can't be the name of a stage.", status=WRONG_USAGE)
        if self.name == "local":
            raise Refusal("The local cloud is no stage: name its data directory with --data-dir.", status=WRONG_USAGE)
        if self.region is not None and REGION.fullmatch(self.region) is None:
            raise Refusal(f"'{self.region}' can't be the name of a region.", status=WRONG_USAGE)
        for name in _DERIVED:
            os.environ.pop(name, None)
        os.environ["POLYDESK_STAGE"] = self.name
        if self.region:
            os.environ.update(AWS_REGION=self.region, AWS_DEFAULT_REGION=self.region)


def _answers(endpoint: str) -> bool:
    address = urlsplit(endpoint)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=_PATIENCE)
    try:
        connection.request("GET", "/_ministack/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException) as error:
        if isinstance(error, TimeoutError):
            raise Refusal("The local cloud does not answer.", status=OUT_OF_REACH) from None
        return False
    finally:
        connection.close()
