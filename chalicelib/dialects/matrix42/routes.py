"""The dialect and its routes: services and operations as in chapter 12 of the specification."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from chalicelib import config
from chalicelib.dialects import admission as frame
from chalicelib.dialects import late
from chalicelib.dialects.base import Dialect
from chalicelib.dialects.governance import governed
from chalicelib.dialects.matrix42.vocabulary.settings import DIALECT, REQUESTS_PER_MINUTE, SETTINGS
from chalicelib.domain.api import Standing, State
from chalicelib.domain.caller import CredentialKind

if TYPE_CHECKING:
    from chalicelib.dialects.matrix42 import admission, errors
    from chalicelib.dialects.matrix42.operations import table as operations
    from chalicelib.dialects.matrix42.views import (
        activities,
        entities,
        files,
        fragments,
        journal,
        manual,
        objects,
        options,
        queries,
        relations,
        schema,
        searches,
        tickets,
        tokens,
        users,
        workflows,
    )
    from chalicelib.dialects.route import View
else:  # imported when they are first used
    admission, errors = late.rooms(__package__, "admission", "errors")
    (operations,) = late.rooms(f"{__package__}.operations", "table")
    activities, entities, files, fragments, journal, manual, objects, options = late.rooms(
        f"{__package__}.views",
        "activities", "entities", "files", "fragments", "journal", "manual", "objects", "options",
    )  # fmt: skip
    queries, relations, schema, searches, tickets, tokens, users, workflows = late.rooms(
        f"{__package__}.views", "queries", "relations", "schema", "searches", "tickets", "tokens", "users", "workflows"
    )

PREFIX = f"/{config.MATRIX42_SERVICE}"
ALIASES = ("/M42Services",) if PREFIX == "/m42Services" else ()
"""API Gateway compares case, and these two spellings occur."""

dialect = Dialect(
    __name__,
    name=DIALECT,
    title="Matrix42 Web Services",
    speaks_as="Matrix42 Web Services",
    description="Tickets, people and declared data as fragments, objects and verbs, with conditions in ASQL.",
    example="curl -u LOGIN:PASSWORD '{base}/api/userinfo'",
    errors=errors.render,
    accepts=frozenset({CredentialKind.BASIC, CredentialKind.ACCESS_TOKEN}),
    folds_case=True,
    requests_per_minute=REQUESTS_PER_MINUTE,
    admission=(
        frame.identified,
        frame.counted,
        admission.placed,
        governed,
        frame.weighed,
        admission.typed,
    ),
    finish=options.finish,
    options=options.say_allowed,
    hides_unknown=True,
    manner=operations.MANNER,
    settings=SETTINGS,
)

UPDATE = ("PUT", "PATCH")  # the same: nobody documents PATCH
PRODUCT = {"product": True}
SINCE = datetime(2026, 11, 1, tzinfo=UTC)  # there never was a time before it for what is old from the beginning
OLD = Standing(State.DEPRECATED, SINCE, successor="FileStorage.GetUploadUrl")
OLDER = Standing(State.OBSOLETE, SINCE, successor="Fragments.GetList")
GONE = Standing(State.DECOMMISSIONED, SINCE, successor="Activity.Reopen")


def _operation(name: str, path: str, view: View, *methods: str, **more: Any) -> None:
    """An operation by its name, `Service.Operation`, at a path below `api`."""
    service, _, called = name.partition(".")
    described = partial(operations.described, name)
    verbs = methods or ("GET",)
    dialect.route(f"/api/{path}", methods=verbs, service=service, name=called, operation=described, **more)(view)


_operation(
    "ApiToken.GenerateAccessTokenFromApiToken",
    "ApiToken/GenerateAccessTokenFromApiToken",
    tokens.exchange,
    "POST",
    public=True,
)

ROWS = "data/fragments/{ddName}"
ROW = f"{ROWS}/{{fragmentId}}"
RELATED = f"{ROW}/{{relationName}}"
_operation("Fragments.GetList", ROWS, fragments.get_list)
_operation("Fragments.GetListWithSchema", f"{ROWS}/schema-info", fragments.get_list_with_schema)
_operation("Fragments.Get", ROW, fragments.get)
_operation("Fragments.GetWithSchema", f"{ROW}/schema-info", fragments.get_with_schema)
_operation("Fragments.GetRelations", RELATED, relations.get_list)
_operation("Fragments.GetRelationsWithSchema", f"{RELATED}/schema-info", relations.get_list_with_schema)
_operation("Fragments.Create", ROWS, fragments.create, "POST")
_operation("Fragments.Update", ROWS, fragments.update, *UPDATE)
_operation("Fragments.Delete", ROW, fragments.delete, "DELETE")
_operation("Fragments.AddRelation", f"{RELATED}/{{relationFragmentId}}", relations.add, "POST")
_operation("Fragments.RemoveRelation", f"{RELATED}/{{relationFragmentId}}", relations.remove, "DELETE")

OBJECTS = "data/objects/{ciName}"
_operation("Objects.Get", f"{OBJECTS}/{{objectId}}", objects.get)
_operation("Objects.Create", OBJECTS, objects.create, "POST")
_operation("Objects.Update", OBJECTS, objects.update, *UPDATE)
_operation("Objects.Delete", f"{OBJECTS}/{{objectId}}", objects.delete, "DELETE")

_operation("Ticket.Create", "ticket/create", tickets.create, "POST")
_operation("Ticket.Close", "ticket/close", tickets.close, "POST")
_operation("Ticket.Transform", "ticket/transform", tickets.transform, "POST")
_operation("Ticket.Classify", "ticket/Classify", tickets.classify, "POST", **PRODUCT)
_operation("Ticket.Search", "ticket/Search", searches.tickets, **PRODUCT)
_operation("Incident.Search", "incident/Search", searches.incidents, **PRODUCT)
_operation("Change.Search", "change/Search", searches.changes, **PRODUCT)
_operation("Task.Search", "task/Search", searches.tasks, **PRODUCT)
_operation("ServiceRequest.Search", "ServiceRequest/Search", searches.service_requests, **PRODUCT)
_operation("Problem.Search", "problem/Search", searches.problems, **PRODUCT)
_operation("Problem.Close", "problem/close", tickets.close_problems, "POST", **PRODUCT)

_operation("Journal.Add", "journal/Add", journal.add, "POST")
_operation("Journal.GetList", "journal", journal.get_list, **PRODUCT)

_operation("Activity.Get", "activity/{objectId}", activities.get, **PRODUCT)
_operation("Activity.TakeOver", "activity/TakeOver", activities.take_over, "POST", **PRODUCT)
_operation("Activity.Accept", "activity/Accept", activities.accept, "POST", **PRODUCT)
_operation("Activity.Forward", "activity/Forward", activities.forward, "POST", **PRODUCT)
_operation("Activity.Pause", "activity/Pause", activities.pause, "POST", **PRODUCT)
_operation("Activity.Reopen", "activity/Reopen", activities.reopen, "POST", **PRODUCT)
_operation("Activity.ReturnToRole", "activity/ReturnToRole", activities.return_to_role, "POST", **PRODUCT)
_operation("Activity.SetDeadline", "activity/SetDeadline", activities.set_deadline, "POST", **PRODUCT)
_operation("Activity.TrackWorkingTime", "activity/TrackWorkingTime", activities.track_working_time, "POST", **PRODUCT)

_operation("DataQuery.Get", "DataQuery/{dataQueryId}", queries.get, **PRODUCT)
_operation("DataQuery.Query", "DataQuery/{dataQueryId}", queries.query, "POST", **PRODUCT)

_operation("Schema.Classes", "Schema/classes", schema.classes, **PRODUCT)
_operation("Schema.Class", "Schema/classes/{name}", schema.class_, **PRODUCT)
_operation("Schema.Types", "Schema/types", schema.types, **PRODUCT)
_operation("Schema.Type", "Schema/types/{name}", schema.type_, **PRODUCT)
_operation("Schema.CustomPrefix", "Schema/customPrefix", schema.custom_prefix, **PRODUCT)
_operation(
    "Schema.EvaluateExpression",
    "Schema/evaluateParameterExpressionEntityClass",
    schema.evaluate_expression,
    **PRODUCT,
)
_operation(
    "SchemaMetaData.DataDefinitions", "SchemaMetaData/DataDefinitions", schema.data_definitions, "POST", **PRODUCT
)
_operation(
    "SchemaMetaData.ConfigurationItems",
    "SchemaMetaData/ConfigurationItems",
    schema.configuration_items,
    "POST",
    **PRODUCT,
)

_operation("UserInfo.Get", "userinfo", users.get, **PRODUCT)

_operation("FileStorage.GetUploadUrl", "filestorage/getuploadurl", files.get_upload_url, "POST")
_operation("FileStorage.Upload", "filestorage/upload", files.upload, "POST")
_operation("FileStorage.Comment", "filestorage/comment/{fileId}", files.comment, "POST")
_operation("FileStorage.Add", "filestorage/add", files.add, "POST", standing=OLD, **PRODUCT)
_operation("CommonStorage.FinishUploading", "commonStorage/finishUploading/{fileId}", files.finish_uploading, "POST")
_operation("CommonStorage.Files", "commonStorage/files/{objectId}", files.list_files)
_operation("CommonStorage.Download", "commonStorage/file/{fileId}", files.download)

_operation("Entity.Fragments", "entity/fragments", entities.fragments, standing=OLDER, **PRODUCT)
_operation("Workflow.Resume", "workflow/resume", workflows.resume, standing=GONE, **PRODUCT)

HELP = "Help/ServiceOperation/{id}"
_operation("Help.Services", "Help/Services", manual.services, **PRODUCT)
_operation("Help.ServiceOperation", HELP, manual.service_operation, **PRODUCT)
_operation("Help.Audience", f"{HELP}/Audience", manual.audience, **PRODUCT)
_operation("Help.CodeExample", f"{HELP}/CodeExample", manual.code_example, **PRODUCT)
_operation("Help.ReleaseNotes", "Help/ReleaseNotes", manual.release_notes, **PRODUCT)
_operation("Help.OpenApi", "Help/OpenApi", manual.openapi, **PRODUCT)
