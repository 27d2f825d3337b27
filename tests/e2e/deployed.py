"""A stage deployed to MiniStack's CloudFormation by the project's own commands, in the hands of a test."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Final

import boto3

from infra.local.emulator import Emulator
from infra.local.place import Place
from tests.e2e.exchange import Answer

ROOT: Final = Path(__file__).resolve().parents[2]
REGION: Final = "eu-central-1"
SHIPPED: Final = ("app.py", "chalicelib", "infra", ".chalice", "requirements.txt", "pyproject.toml")

_SOW: Final = """
import json
from infra.seed.sowing import sow
print(json.dumps(sow(base_url={url!r}, progress=lambda *_: None)))
"""


class Deployed:
    """The stage `dev` on an emulator of its own, with its state in `folder`. Not deployed yet when it is made."""

    def __init__(self, folder: Path) -> None:
        place = Place(folder / "emulator")
        place.claim()
        place.empty()
        os.environ["AUTH"] = "true"  # each function may do what its role allows, and nothing else
        try:
            self._emulator = Emulator(place, seconds=3600, region=REGION)
        finally:
            del os.environ["AUTH"]
        self._emulator.wait()
        self.checkout = folder / "checkout"
        self.credentials: dict[str, Any] = {}
        self._api = ""
        self.checkout.mkdir()
        for name in SHIPPED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, self.checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copyfile(source, self.checkout / name)
        (ROOT / "dist").mkdir(exist_ok=True)
        (self.checkout / "dist").symlink_to(ROOT / "dist")  # where packages that were fetched are kept

    def make(self, command: str, *said: str, status: int = 0) -> str:
        """Run a command as `make` does; answers what it said."""
        done = self._python("-m", "infra.cloud", command, "dev", *said)
        assert done.returncode == status, done.stdout[-3000:] + done.stderr[-3000:]
        return done.stdout + done.stderr

    def kill_in_the_middle(self, command: str, *said: str) -> None:
        """Run a command and kill it when CloudFormation has begun to say what it does."""
        process = subprocess.Popen(
            [sys.executable, "-m", "infra.cloud", command, "dev", *said],
            cwd=self.checkout,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout
        with process.stdout as shown:
            assert any(" complete" in line for line in shown)
            process.kill()
        process.wait()

    def sow(self) -> None:
        """Fill the stage with the sample company."""
        done = self._python("-c", _SOW.format(url=self.url), POLYDESK_STAGE="dev")
        assert done.returncode == 0, done.stderr
        self.credentials = json.loads(done.stdout.splitlines()[-1])

    def find(self) -> None:
        """Look up which API is the stage's: a new stack has a new one."""
        (stack,) = self.client("cloudformation").describe_stacks(StackName="polydesk-dev")["Stacks"]
        (self._api,) = [each["OutputValue"] for each in stack["Outputs"] if each["OutputKey"] == "ApiId"]
        self._make_allowances()
        # It refuses whoever comes without TLS, which the emulator does not speak.
        self.client("s3").delete_bucket_policy(Bucket="polydesk-dev-files-000000000000")

    def send(self, method: str, path: str, content: Any = None, *, authorization: str = "") -> Answer:
        """An exchange through the emulator's API Gateway; usage keys are the authorizer's business."""
        headers = {"Authorization": authorization} if authorization else {}
        headers |= {"Content-Type": "application/json"} if content is not None else {}
        body = json.dumps(content).encode() if content is not None else None
        connection = HTTPConnection("127.0.0.1", self._emulator.port, timeout=60)
        try:
            connection.request(method, f"/restapis/{self._api}/dev/_user_request_{path}", body, headers)
            response = connection.getresponse()
            said = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, said, response.read())
        finally:
            connection.close()

    def basic(self, dialect: str) -> str:
        """The header of a dialect's account."""
        said = self.credentials[dialect]
        return "Basic " + base64.b64encode(f"{said['login']}:{said['password']}".encode()).decode()

    def polydesk(self, *words: str) -> str:
        """Run the administrator's command line on the stage; answers what it said."""
        done = self._python("-c", "from infra.cli.main import main; main()", "--stage", "dev", *words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def client(self, service: str) -> Any:
        """A boto client of the emulator."""
        session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=REGION)
        return session.client(service, endpoint_url=self._emulator.endpoint)

    def ship_version(self, version: str) -> None:
        """Change the code of the checkout."""
        file = self.checkout / "chalicelib" / "config.py"
        lines = [
            f'VERSION: Final = "{version}"' if line.startswith("VERSION: Final") else line for line in _lines(file)
        ]
        file.write_text("\n".join(lines) + "\n")

    @property
    def url(self) -> str:
        """What links begin with."""
        return f"{self._emulator.endpoint}/restapis/{self._api}/dev/_user_request_"

    def end(self) -> None:
        """Stop the emulator."""
        self._emulator.stop()

    def _make_allowances(self) -> None:
        """Where the emulator judges otherwise than AWS: sending ten messages is a right of its own, mail has no resource."""
        iam = self.client("iam")
        for role in iam.list_roles()["Roles"]:
            for name in iam.list_role_policies(RoleName=role["RoleName"])["PolicyNames"]:
                said = iam.get_role_policy(RoleName=role["RoleName"], PolicyName=name)["PolicyDocument"]
                sending = [each for each in said["Statement"] if "sqs:SendMessage" in each["Action"]]
                more = [{**each, "Action": "sqs:SendMessageBatch"} for each in sending]
                more += [{**each, "Resource": "*"} for each in said["Statement"] if each["Action"] == "ses:SendEmail"]
                if more:
                    document = json.dumps({**said, "Statement": more})
                    iam.put_role_policy(RoleName=role["RoleName"], PolicyName="allowances", PolicyDocument=document)

    def _python(self, *arguments: str, **around: str) -> subprocess.CompletedProcess[str]:
        # From the checkout: what lies in the directory goes before what is installed.
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.checkout,
            env=self._environment(**around),
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    def _environment(self, **around: str) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "POLYDESK_"))}
        return {
            **own,
            "AWS_ENDPOINT_URL": self._emulator.endpoint,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": REGION,
            "COLUMNS": "200",
            **around,
        }


def _lines(file: Path) -> list[str]:
    return file.read_text().splitlines()
