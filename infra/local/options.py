"""What the environment says about this run: ports, data directory, how often to copy."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from infra.local.progress import Refusal

ROOT: Final = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Options:
    """The settings of one run. A port of 0 means any free one."""

    port: int
    emulator_port: int
    data: Path
    seconds: float

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Options:
        """Read PORT, MINISTACK_PORT, DATA_DIR and SNAPSHOT_SECONDS; raises `Refusal` for what makes no sense."""
        return cls(
            port=_port(environment, "PORT", 8000),
            emulator_port=_port(environment, "MINISTACK_PORT", 0),
            data=Path(environment.get("DATA_DIR") or ROOT / ".local").expanduser().absolute(),
            seconds=_seconds(environment),
        )


def _port(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise Refusal(f"{name} must be a port number up to 65535, not '{text}'.")
    return int(text)


def _seconds(environment: Mapping[str, str]) -> float:
    text = environment.get("SNAPSHOT_SECONDS") or "3"
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0.1 <= seconds <= 3600:
        raise Refusal(f"SNAPSHOT_SECONDS must be a number of seconds from 0.1 to 3600, not '{text}'.")
    return seconds


def surroundings(endpoint: str, base_url: str, region: str) -> dict[str, str]:
    """The environment that the app is to find in this process: the emulator instead of AWS, and nothing of the user's own."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    around = [name for name in (mine.get("NO_PROXY"), mine.get("no_proxy")) if name]
    past_proxies = ",".join([*around, "127.0.0.1", "localhost"])
    return {
        **mine,
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "NO_PROXY": past_proxies,
        "no_proxy": past_proxies,
        "POLYDESK_STAGE": "local",
        "POLYDESK_PUBLIC_URL": mine.get("POLYDESK_PUBLIC_URL") or base_url,
    }
