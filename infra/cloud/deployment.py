"""What can be done with a stage: plan, deploy, go back one release, destroy. Each is safe to repeat and to interrupt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from botocore.exceptions import ClientError

from infra.cli.refusals import Refusal
from infra.cloud import answers, artefact, pages, parameters, retained, template
from infra.cloud.account import Account
from infra.cloud.artefact import Artefact
from infra.cloud.base import Template
from infra.cloud.shelf import Release, Shelf, template_key
from infra.cloud.stack import WAITING, Change, Stack, State, Told

OF_CLOUDFRONT: Final = ".cloudfront.net"

Agree = Callable[[Sequence[Change]], bool]
"""Shows changes, and says whether they are to be made."""


class Outcome(Enum):
    """What came of a command."""

    DONE = "done"
    NO_CHANGES = "no changes"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Package:
    """What is shipped: the zip, the template that names it, and the template's bytes."""

    code: Artefact
    template: Template
    content: bytes

    @classmethod
    def of(cls, stage: str, code: Artefact) -> Package:
        """The package of a stage. Raises `Refusal` when it is larger than it may be."""
        made = template.template(stage, code=code.name)
        content = template.rendered(made)
        for what, size, largest in (
            ("zip", len(code.content), artefact.LARGEST),
            ("template", len(content), template.LARGEST),
        ):
            if size > largest:
                raise Refusal(f"The {what} has {size:,} bytes; {largest:,} are allowed.")
        return cls(code, made, content)


class Deployment:
    """One stage in one account. `tell` is given a line for each thing that happens."""

    def __init__(self, account: Account, stage: str, tell: Told, *, waiting: float = WAITING) -> None:
        self.account = account
        self.stage = stage
        self._shelf = Shelf(account)
        self._stack = Stack(account, stage, waiting)
        self._tell = tell

    def state(self) -> State:
        """How the stack stands."""
        return self._stack.state()

    def plan(self, package: Package, said: Mapping[str, str]) -> list[Change]:
        """What a deployment would change. Nothing is done but uploading, and no change set is left behind."""
        state = self._stack.settled(self._tell)
        release = self._release(package, said, state)
        if not state.exists:
            imported = {each["LogicalResourceId"] for each in retained.found(self.account, self.stage)}
            return [
                Change("Import" if name in imported else "Add", name, each["Type"], "False", ())
                for name, each in sorted(package.template["Resources"].items())
            ]
        self._bring(package)
        change_set = self._proposed(release, "UPDATE")
        if change_set is None:
            return []
        try:
            return list(self._stack.changes(change_set))
        finally:
            self._stack.discard(change_set)

    def deploy(self, package: Package, said: Mapping[str, str], agree: Agree) -> Outcome:
        """Bring a package there and its parameters in force. Raises `Refusal` when it can't be or was rolled back."""
        state = self._stack.settled(self._tell)
        release = self._release(package, said, state)
        self._bring(package)
        if not state.exists:
            state = self._take_in(package)
        outcome = self._carry_out(release, "UPDATE" if state.exists else "CREATE", agree)
        if outcome is not Outcome.DECLINED:
            self._finish(release)
        return outcome

    def rollback(self, agree: Agree) -> Outcome:
        """Go back to the release before the one in force. Raises `Refusal` when there is none."""
        state = self._stack.settled(self._tell)
        if not state.exists:
            raise Refusal(f"There is no deployment of {self.stage}.")
        releases = self._shelf.releases(self.stage)
        if releases.before is None:
            raise Refusal(f"There is no release of {self.stage} before the one in force.")
        outcome = self._carry_out(releases.before, "UPDATE", agree)
        if outcome is not Outcome.DECLINED:
            self._shelf.keep(self.stage, releases.gone_back())
        return outcome

    def destroy(self) -> bool:
        """Delete the stack; answers False when there is none. What holds data stays."""
        state = self._stack.state()
        if state.status in ("", "DELETE_COMPLETE"):
            return False
        if state.status != "REVIEW_IN_PROGRESS":
            self._stack.protect(on=False)
        bucket = f"polydesk-{self.stage}-pages-{self.account.number}"
        try:
            pages.clear(self.account, bucket)
        except ClientError as error:
            if error.response["Error"]["Code"] != "NoSuchBucket":
                raise
        self._stack.delete(self._tell)
        return True

    def _release(self, package: Package, said: Mapping[str, str], state: State) -> Release:
        """What is to be in force. Raises `Refusal` for wrong parameters, and for a mail sender that SES does not know."""
        known = package.template["Parameters"]
        packaged = {"CodeBucket": self._shelf.name, "Matrix42Service": known["Matrix42Service"]["Default"]}
        before = {name: value for name, value in state.parameters.items() if name in known} if state.exists else {}
        values = answers.settled(package.template, {**said, **packaged}, before)
        self.account.check_mail_sender(values["MailSender"])
        return Release(template_key(package.content), package.code.name, values)

    def _bring(self, package: Package) -> None:
        self._shelf.prepare()
        self._shelf.put_code(package.code)
        self._shelf.put_template(package.content)

    def _take_in(self, package: Package) -> State:
        """Begin the stack with what an earlier one left behind, if it did."""
        imports = retained.found(self.account, self.stage)
        if not imports:
            return State()
        names = ", ".join(each["LogicalResourceId"] for each in imports)
        self._tell(f"Taking in again what was retained: {names}")
        key = self._shelf.put_template(retained.template(package.template, imports))
        change_set = self._stack.propose(self._shelf.url(key), {}, kind="IMPORT", imports=imports)
        return self._stack.apply(change_set, self._tell) if change_set else self._stack.state()

    def _carry_out(self, release: Release, kind: str, agree: Agree) -> Outcome:
        change_set = self._proposed(release, kind)
        if change_set is None:
            return Outcome.NO_CHANGES
        if not agree(list(self._stack.changes(change_set))):
            self._stack.discard(change_set)
            return Outcome.DECLINED
        self._stack.apply(change_set, self._tell)
        return Outcome.DONE

    def _proposed(self, release: Release, kind: str) -> str | None:
        return self._stack.propose(self._shelf.url(release.template), release.parameters, kind=kind)

    def _finish(self, release: Release) -> None:
        """What only the finished stack makes possible; all of it may be done twice."""
        state = self._with_its_address(release)
        in_force = Release(release.template, release.code, dict(state.parameters))
        releases = self._shelf.releases(self.stage)
        self._shelf.keep(self.stage, releases.with_next(in_force))
        if "PagesBucket" in state.outputs and (count := pages.upload(self.account, state.outputs["PagesBucket"])):
            self._tell(f"{count} static files uploaded")
        self._stack.protect(on=parameters.SETTINGS[self.stage].protected)

    def _with_its_address(self, release: Release) -> State:
        """Tell the functions what CloudFront is called, which nobody knows before it is there."""
        state = self._stack.state()
        now = state.parameters["PublicUrl"]
        is_said = state.parameters["CustomDomain"] or (now and not now.endswith(OF_CLOUDFRONT))
        wanted = state.outputs["Url"] if state.parameters["CloudFront"] == "yes" else ""
        if is_said or now == wanted:
            return state
        self._tell(f"Links begin with {wanted or 'the address that was called'} from now on")
        told = Release(release.template, release.code, {**state.parameters, "PublicUrl": wanted})
        change_set = self._proposed(told, "UPDATE")
        return self._stack.apply(change_set, self._tell) if change_set else state
