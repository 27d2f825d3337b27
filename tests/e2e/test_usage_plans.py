"""Usage plans in front of an API on the emulator: the template's plans, an authorizer that names keys, `polydesk throttle`."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import botocore.session
import pytest

from chalicelib.domain import usage_key
from infra import limited
from infra.cloud import usage_plans
from infra.local.emulator import Emulator
from infra.local.place import Place

ROOT: Final = Path(__file__).resolve().parents[2]
REGION: Final = "eu-central-1"
STAGE: Final = "dev"
TRIGGERS: Final = "/reapi/{version}/forms/{form}/triggers"
PEOPLE: Final = "/reapi/{version}/people"
OK, FORBIDDEN, TOO_MANY = 200, 403, 429

# The key that calls are to be counted by is what a caller sends as a token.
AUTHORIZER: Final = """
def handler(event, context):
    allow = {"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": "*"}
    policy = {"Version": "2012-10-17", "Statement": [allow]}
    return {"principalId": "-", "policyDocument": policy, "usageIdentifierKey": event["authorizationToken"]}
"""


@dataclass(frozen=True)
class Cloud:
    """The emulator, the environment of programs that use it, and the id of the API."""

    endpoint: str
    environment: dict[str, str]
    api: str

    def call(self, verb: str, path: str, token: str, **headers: str) -> int:
        """The status of a call through the gateway."""
        connection = http.client.HTTPConnection(self.endpoint.removeprefix("http://"), timeout=60)
        try:
            sent = {"Authorization": token, **{name.replace("_", "-"): value for name, value in headers.items()}}
            connection.request(verb, f"/restapis/{self.api}/{STAGE}/_user_request_{path}", headers=sent)
            return connection.getresponse().status
        finally:
            connection.close()

    def polydesk(self, *arguments: str) -> Any:
        """What a command answers to programs."""
        command = [str(Path(sys.executable).with_name("polydesk")), "--stage", STAGE, "--json", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def key(self, account: str) -> str:
        """The value of an account's usage key."""
        name = usage_key.name(STAGE, account)
        found = client("apigateway", self.endpoint).get_api_keys(nameQuery=name, includeValues=True)["items"]
        assert len(found) == 1
        value: str = found[0]["value"]
        return value


def client(service: str, endpoint: str) -> Any:
    session = botocore.session.get_session()
    session.set_credentials("local", "local")
    return session.create_client(service, region_name=REGION, endpoint_url=endpoint)


def template() -> dict[str, Any]:
    integration = {
        "type": "mock",
        "requestTemplates": {"application/json": '{"statusCode": 200}'},
        "responses": {"default": {"statusCode": "200"}},
    }
    method = {
        "responses": {"200": {"description": "done"}},
        "security": [{"authorize": []}],
        "x-amazon-apigateway-integration": integration,
    }
    arn = "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Authorizer.Arn}/invocations"
    authorizer = {"type": "token", "authorizerUri": {"Fn::Sub": arn}, "authorizerResultTtlInSeconds": 60}
    scheme = {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "custom"}
    swagger: dict[str, Any] = {
        "swagger": "2.0",
        "info": {"title": "plans", "version": "1"},
        "paths": {TRIGGERS: {"post": method}, PEOPLE: {"get": {**method, "security": [{"authorize": []}]}}},
        "securityDefinitions": {"authorize": {**scheme, "x-amazon-apigateway-authorizer": authorizer}},
    }
    usage_plans.demand(swagger)
    role = "arn:aws:iam::000000000000:role/authorizer"
    function = {"Runtime": "python3.11", "Handler": "index.handler", "Role": role, "Code": {"ZipFile": AUTHORIZER}}
    api = {"StageName": STAGE, "DefinitionBody": swagger, **usage_plans.API_PROPERTIES}
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Transform": "AWS::Serverless-2016-10-31",
        "Parameters": dict(usage_plans.PARAMETERS),
        "Resources": {
            "Authorizer": {"Type": "AWS::Lambda::Function", "Properties": function},
            "RestAPI": {"Type": "AWS::Serverless::Api", "Properties": api},
            **usage_plans.resources(stage=STAGE, limited=limited.dialects()),
        },
        "Outputs": {"Api": {"Value": {"Ref": "RestAPI"}}},
    }


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    place = Place(tmp_path_factory.mktemp("plans") / "data")
    place.claim()
    emulator = Emulator(place, seconds=3600, region=REGION)
    try:
        emulator.wait()
        yield Cloud(emulator.endpoint, environment(emulator.endpoint), deployed(emulator.endpoint))
    finally:
        emulator.stop()


def environment(endpoint: str) -> dict[str, str]:
    mine = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "POLYDESK_"))}
    own = {"AWS_ENDPOINT_URL": endpoint, "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local"}
    own |= {"POLYDESK_STAGE": STAGE, "POLYDESK_FILES_BUCKET": f"polydesk-{STAGE}-files"}
    made = mine | own | {"AWS_REGION": REGION, "AWS_DEFAULT_REGION": REGION}
    tables = "from chalicelib.store import aws\nfrom infra import resources\nresources.create(aws.client)"
    subprocess.run([sys.executable, "-c", tables], cwd=ROOT, env=made, check=True)
    return made


def deployed(endpoint: str) -> str:
    """The id of the API of a stack that is there."""
    formation = client("cloudformation", endpoint)
    formation.create_stack(StackName="plans", TemplateBody=json.dumps(template()))
    for _ in range(300):
        (stack,) = formation.describe_stacks(StackName="plans")["Stacks"]
        if stack["StackStatus"] != "CREATE_IN_PROGRESS":
            break
        time.sleep(0.1)
    assert stack["StackStatus"] == "CREATE_COMPLETE", stack
    return str(stack["Outputs"][0]["OutputValue"])


def test_plans_stand_in_front_of_each_account(cloud: Cloud) -> None:
    shared = usage_key.shared(STAGE)
    trigger = TRIGGERS.replace("{version}", "2015-04-01").replace("{form}", "f")
    people = PEOPLE.replace("{version}", "2015-04-01")

    # Before there is any key of an account: everybody is let in by the shared one, and nobody by one that is in no plan.
    assert cloud.polydesk("throttle", "show")["accounts"] == 0
    assert cloud.call("POST", trigger, shared) == OK
    assert cloud.call("POST", trigger, "a key that is in no plan") == FORBIDDEN
    assert cloud.call("POST", trigger, "another one", x_api_key=shared) == FORBIDDEN

    # The account's key comes with the account, and the throttle of its triggers with the limit.
    for login in ("alice", "bob"):
        cloud.polydesk("account", "create", login, "--generate")
    alice, bob = cloud.key("alice"), cloud.key("bob")
    assert cloud.polydesk("throttle", "show")["in_line"] is True
    cloud.polydesk("limits", "set", "1", "--dialect", "xmatters")
    shown = cloud.polydesk("throttle", "show")
    assert {"method": "POST", "path": TRIGGERS, "rate": 0.04, "burst": 2} in shown["operations"]
    assert (shown["accounts"], shown["sharing"], shown["in_line"]) == (2, [], True)

    # Twice the limit at once, and no more for a while; other operations and other accounts go on.
    said = [cloud.call("POST", trigger, alice) for _ in range(4)]
    assert said[:2] == [OK, OK]
    assert said[3] == TOO_MANY
    assert cloud.call("POST", trigger, alice, x_api_key=bob) == TOO_MANY
    assert cloud.call("GET", people, alice) == OK
    assert cloud.call("POST", trigger, bob) == OK

    # A new key counts at once, and the former one goes on counting until nobody can be naming it any more.
    cloud.polydesk("throttle", "rotate", "bob")
    assert cloud.polydesk("throttle", "sync")["waiting"] == 1
    assert cloud.call("POST", trigger, bob) == OK

    # In the end everybody shares one again.
    assert cloud.polydesk("throttle", "clear", "--yes")["removed"] == 3
    assert cloud.call("POST", trigger, alice) == FORBIDDEN
    assert cloud.call("POST", trigger, shared) == OK
