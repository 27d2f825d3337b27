"""What `chalice package` says of the app: functions, roles, queues that call functions, schedules, the API.

Chalice's own generator is called in process, with the same steps as its command line but for the packing: its zip would hold
nine times as much as ours.
"""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any, Final, cast

from chalice.config import Config
from chalice.deploy.appgraph import ApplicationGraphBuilder, DependencyBuilder
from chalice.deploy.deployer import BaseDeployStep, BuildStage, InjectDefaults, PolicyGenerator, SwaggerBuilder
from chalice.deploy.swagger import CFNSwaggerGenerator
from chalice.package import SAMTemplateGenerator
from chalice.utils import OSUtils

ROOT: Final = Path(__file__).resolve().parents[2]
CODE: Final = "code.zip"  # stands where the merge template says what is uploaded

Template = dict[str, Any]


def stages() -> dict[str, Any]:
    """The stages that .chalice/config.json knows, with what it says of each."""
    found: dict[str, Any] = _settings()["stages"]
    return found


def architecture(stage: str) -> str:
    """The kind of processor that the functions of a stage run on."""
    said = _settings()
    found: str = said["stages"][stage].get("lambda_architecture", said.get("lambda_architecture", "x86_64"))
    return found


def base(stage: str) -> Template:
    """Chalice's template of one stage of the app."""
    config = Config(
        chalice_stage=stage,
        user_provided_params={"chalice_app": importlib.import_module("app").app, "project_dir": str(ROOT)},
        config_from_disk=_settings(),
    )
    application = ApplicationGraphBuilder().build(config, stage)
    dependencies = DependencyBuilder()
    # All policies are files: there is nothing to generate.
    policies = PolicyGenerator(policy_gen=cast("Any", None), osutils=OSUtils())
    steps = [InjectDefaults(), _Packed(), policies, SwaggerBuilder(CFNSwaggerGenerator())]
    BuildStage(steps).execute(config, dependencies.build_dependencies(application))
    generator = SAMTemplateGenerator(config, cast("Any", _Principals()))
    made: Template = json.loads(json.dumps(generator.generate(dependencies.build_dependencies(application))))
    return made


def _settings() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / ".chalice" / "config.json").read_text(encoding="utf-8"))
    return found


class _Packed(BaseDeployStep):
    """In the place of Chalice's packer."""

    def handle_deploymentpackage(self, config: Config, resource: Any) -> None:
        """Name the zip."""
        resource.filename = CODE


class _Principals:
    """In the place of Chalice's client of AWS: functions and gateways have one name in all partitions."""

    def service_principal(self, service: str) -> str:
        """Who calls."""
        return f"{service}.amazonaws.com"
