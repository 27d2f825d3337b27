"""What the deployment tells the code, through environment variables; read once, at import."""

from __future__ import annotations

import os
from typing import Final

VERSION: Final = "0.1.0"  # as in pyproject.toml; the package ships without it
STAGE: Final = os.environ.get("POLYDESK_STAGE", "local")
REGION: Final = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "eu-central-1"
IN_LAMBDA: Final = "AWS_LAMBDA_FUNCTION_NAME" in os.environ
# A request has as much of a processor as the function has of 1,769 MB, the start has all of one. Below this size it is faster
# to import all dialects at the start, and not each with its first request (docs/decisions/0018).
LOADS_AT_START: Final = IN_LAMBDA and int(os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128")) < 640
ENDPOINT_URL: Final = os.environ.get("AWS_ENDPOINT_URL") or None

DESK_TABLE: Final = os.environ.get("POLYDESK_DESK_TABLE", f"polydesk-{STAGE}-desk")
OUTBOX_TABLE: Final = os.environ.get("POLYDESK_OUTBOX_TABLE", f"polydesk-{STAGE}-outbox")
# In the cloud with the account's number at its end; who was not told looks that up (store/files).
FILES_BUCKET: Final = os.environ.get("POLYDESK_FILES_BUCKET", "polydesk-local-files" if STAGE == "local" else "")
SECRETS_PATH: Final = os.environ.get("POLYDESK_SECRETS_PATH", f"/polydesk/{STAGE}")

# The address integrators use, without a trailing slash; empty: what the request's Host header says.
PUBLIC_URL: Final = os.environ.get("POLYDESK_PUBLIC_URL", "").rstrip("/")

# What the addresses of the Matrix42 Web Services begin with; the routes of the packaged API are made with it.
MATRIX42_SERVICE: Final = os.environ.get("POLYDESK_MATRIX42_SERVICE", "").strip("/") or "m42Services"

# Row versions younger than this are left out of "changed since" polls, so that no later commit is missed (seconds).
POLL_FENCE: Final = float(os.environ.get("POLYDESK_POLL_FENCE", "0" if STAGE == "local" else "2"))

# What a credential, account, role, setting or kind may lag behind the store in a running process (seconds).
CACHE_SECONDS: Final = 5.0
# How long the gateway may keep the authorizer's answer (seconds). Identity only: all else is judged in the app.
AUTHORIZER_SECONDS: Final = 60
# Whether the gateway counts calls by the usage keys that the authorizer names (docs/decisions/0022-usage-plans.md).
USAGE_PLANS: Final = os.environ.get("POLYDESK_USAGE_PLANS", "1" if IN_LAMBDA else "0") == "1"
# Which gateway it is: keys that another one had, in front of the same tables, are not named.
GATEWAY: Final = os.environ.get("POLYDESK_GATEWAY", "")

# Rows of an import that are written at the same time. The local store does one thing after the other, so there it is no gain.
LANES: Final = int(os.environ.get("POLYDESK_LANES", "8" if IN_LAMBDA else "1"))

# Tuning that leans on private names of botocore can be switched off (see store/tuning).
TUNED: Final = os.environ.get("POLYDESK_TUNED", "1") != "0"

# What lines of the log count for CloudWatch: "dialect", "operation" (of each as well, for money, see metrics), or "none".
METRICS: Final = os.environ.get("POLYDESK_METRICS") or ("dialect" if IN_LAMBDA else "none")

# Queues between a change and what leaves because of it, and the seconds that the functions behind them may take
# (.chalice/config.json says the same to Lambda; leases and the queues' visibility follow from them).
WORKER_SECONDS: Final = 120
SENDER_SECONDS: Final = 60
SWEEPER_SECONDS: Final = 60
JOBS_QUEUE: Final = os.environ.get("POLYDESK_JOBS_QUEUE", f"polydesk-{STAGE}-jobs")
DELIVERIES_QUEUE: Final = os.environ.get("POLYDESK_DELIVERIES_QUEUE", f"polydesk-{STAGE}-deliveries")

# The From address of mails: SES must know it, or its domain, as verified. None: mails are dead, with that reason.
MAIL_SENDER: Final = os.environ.get("POLYDESK_MAIL_SENDER", "desk@polydesk.example" if STAGE == "local" else "").strip()

# KMS key (id, ARN or alias) that seals callback passwords and signing secrets.
VAULT_KEY: Final = os.environ.get("POLYDESK_VAULT_KEY") or f"alias/polydesk-{STAGE}"

# Where callbacks may go beside the public Internet: host names and CIDRs, separated by commas. Replaces the default.
ALLOWED_CALLBACK_HOSTS: Final = tuple(
    entry.strip()
    for entry in os.environ.get(
        "POLYDESK_ALLOWED_CALLBACK_HOSTS", "127.0.0.0/8,::1/128" if STAGE == "local" else ""
    ).split(",")
    if entry.strip()
)
