"""The catalogue of the specification (12), written down by hand: service, prefix, verb, template, whether it is public."""

from __future__ import annotations

from typing import Final

_ALL: Final = {
    ("ApiToken", "api/ApiToken"): """
        GenerateAccessTokenFromApiToken POST GenerateAccessTokenFromApiToken P
    """,
    ("Fragments", "api/data/fragments"): """
        GetList GET {ddName} P
        GetListWithSchema GET {ddName}/schema-info P
        Get GET {ddName}/{fragmentId} P
        GetWithSchema GET {ddName}/{fragmentId}/schema-info P
        GetRelations GET {ddName}/{fragmentId}/{relationName} P
        GetRelationsWithSchema GET {ddName}/{fragmentId}/{relationName}/schema-info P
        Create POST {ddName} P
        Update PUT {ddName} P
        Delete DELETE {ddName}/{fragmentId} P
        AddRelation POST {ddName}/{fragmentId}/{relationName}/{relationFragmentId} P
        RemoveRelation DELETE {ddName}/{fragmentId}/{relationName}/{relationFragmentId} P
    """,
    ("Objects", "api/data/objects"): """
        Get GET {ciName}/{objectId} P
        Create POST {ciName} P
        Update PUT {ciName} P
        Delete DELETE {ciName}/{objectId} P
    """,
    ("Ticket", "api/ticket"): """
        Create POST create P
        Close POST close P
        Transform POST transform P
        Classify POST Classify
        Search GET Search
    """,
    ("Incident", "api/incident"): "Search GET Search",
    ("Change", "api/change"): "Search GET Search",
    ("Task", "api/task"): "Search GET Search",
    ("ServiceRequest", "api/ServiceRequest"): "Search GET Search",
    ("Problem", "api/problem"): """
        Search GET Search
        Close POST close
    """,
    ("Journal", "api/journal"): """
        Add POST Add P
        GetList GET -
    """,
    ("Activity", "api/activity"): """
        Get GET {objectId}
        TakeOver POST TakeOver
        Accept POST Accept
        Forward POST Forward
        Pause POST Pause
        Reopen POST Reopen
        ReturnToRole POST ReturnToRole
        SetDeadline POST SetDeadline
        TrackWorkingTime POST TrackWorkingTime
    """,
    ("DataQuery", "api/DataQuery"): """
        Get GET {dataQueryId}
        Query POST {dataQueryId}
    """,
    ("Schema", "api/Schema"): """
        Classes GET classes
        Class GET classes/{name}
        Types GET types
        Type GET types/{name}
        CustomPrefix GET customPrefix
        EvaluateExpression GET evaluateParameterExpressionEntityClass
    """,
    ("SchemaMetaData", "api/SchemaMetaData"): """
        DataDefinitions POST DataDefinitions
        ConfigurationItems POST ConfigurationItems
    """,
    ("UserInfo", "api/userinfo"): "Get GET -",
    ("FileStorage", "api/filestorage"): """
        GetUploadUrl POST getuploadurl P
        Upload POST upload P
        Comment POST comment/{fileId} P
        Add POST add
    """,
    ("CommonStorage", "api/commonStorage"): """
        FinishUploading POST finishUploading/{fileId} P
        Files GET files/{objectId} P
        Download GET file/{fileId} P
    """,
    ("Entity", "api/entity"): "Fragments GET fragments",
    ("Workflow", "api/workflow"): "Resume GET resume",
    ("Help", "api/Help"): """
        Services GET Services
        ServiceOperation GET ServiceOperation/{id}
        Audience GET ServiceOperation/{id}/Audience
        CodeExample GET ServiceOperation/{id}/CodeExample
        ReleaseNotes GET ReleaseNotes
        OpenApi GET OpenApi
    """,
}


def rows() -> set[tuple[str, str, str, str, str, bool]]:
    """Service, prefix, operation, verb, template, public."""
    found = set()
    for (service, prefix), text in _ALL.items():
        for line in filter(None, map(str.strip, text.splitlines())):
            name, verb, template, *public = line.split()
            found.add((service, prefix, name, verb, "" if template == "-" else template, bool(public)))
    return found
