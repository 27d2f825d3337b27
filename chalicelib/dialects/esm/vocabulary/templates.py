"""The built-in templates, in the form that administrators write templates in (specification, 11)."""

from __future__ import annotations

from typing import Any, Final

from chalicelib.dialects.esm.vocabulary import statuses

Content = dict[str, Any]


def _string(code: str, name: str, field: str | None, **more: Any) -> Content:
    return {"code": code, "name": name, "type": "string", "field": field, **more}


def _static(code: str, name: str, field: str, values: statuses.Values, **more: Any) -> Content:
    return {"code": code, "name": name, "type": "static-value", "field": field, "values": values, **more}


def _reference(code: str, name: str, field: str | None, target: str, **more: Any) -> Content:
    return {"code": code, "name": name, "type": "reference", "field": field, "target": [target], **more}


def _ticket(code: str, name: str, prefix: str, cls: str, service: str, states: statuses.Values) -> Content:
    return {
        "code": code,
        "name": name,
        "prefix": prefix,
        "nameAttribute": "subject",
        "kind": "ticket",
        "class": cls,
        "attributes": [
            _string("subject", "Subject", "subject"),
            _string("description", "Description", "description"),
            _static("status", "Status", "state", states, default="01"),
            _static("priority", "Priority", "priority", statuses.PRIORITY, default="3"),
            _static("impact", "Impact", "impact", statuses.LEVEL),
            _static("urgency", "Urgency", "urgency", statuses.LEVEL),
            _string("category", "Category", "category"),
            _reference("customer", "Customer", "requester", "person"),
            _reference("assigned_to", "Assigned to", "assignee", "person"),
            _reference("support_group", "Support group", "group", "support_group"),
            _reference(service, "Service", "services", "service"),
            _reference("site", "Site", "site", "site"),
            {"code": "due_date", "name": "Due date", "type": "date", "field": "target_resolution"},
            _string("resolution", "Resolution", "resolution"),
            {"code": "worklog", "name": "Worklog", "type": "worklog", "field": "journal"},
            {
                "code": "attachments",
                "name": "Attachments",
                "type": "external-reference",
                "field": "files",
                "file": True,
                "multiValue": True,
            },
        ],
    }


INCIDENT: Final = _ticket("incident", "Incident", "INC", "incident", "service", statuses.INCIDENT)

SERVICE_REQUEST: Final = _ticket(
    "ServiceRequest", "Service request", "SR", "request", "request_service", statuses.SERVICE_REQUEST
)
SERVICE_REQUEST["attributes"] += [
    _reference("OrderedBy", "Ordered by", None, "person"),
    _reference("ServiceItem", "Service item", None, "service"),
    _string("AdditionalInformation", "Additional information", None),
]

PERSON: Final[Content] = {
    "code": "person",
    "name": "Person",
    "prefix": "PER",
    "nameAttribute": "full_name",
    "kind": "person",
    "attributes": [
        _string("first_name", "First name", "first_name"),
        _string("last_name", "Last name", "last_name"),
        _string("full_name", "Full name", "full_name"),
        _string("email", "E-mail", "email"),
        _string("phone", "Phone", "phone"),
        _string("mobile", "Mobile", "mobile"),
        _string("title", "Title", "title"),
        _string("department", "Department", "department"),
        _string("description", "Description", "note"),
        _static("status", "Status", "active", statuses.PERSON, default="Active"),
        _reference("site", "Site", "site", "site"),
        _reference("support_groups", "Support groups", "groups", "support_group", multiValue=True),
        _string("external_id", "External ID", "external_key"),
        _string("employee_number", "Employee number", "employee_number"),
        _string("upn", "User principal name", "login"),
        _reference("company", "Company", None, "company"),
    ],
}

SUPPORT_GROUP: Final[Content] = {
    "code": "support_group",
    "name": "Support group",
    "prefix": "GRP",
    "nameAttribute": "group_name",
    "kind": "group",
    "attributes": [
        _string("group_name", "Name", "name"),
        _string("description", "Description", "description"),
        _string("email", "E-mail", "email"),
        _reference("manager", "Manager", "manager", "person"),
        _reference("members", "Members", "members", "person", multiValue=True),
        _string("external_id", "External ID", "external_key"),
    ],
}

SITE: Final[Content] = {
    "code": "site",
    "name": "Site",
    "prefix": "SIT",
    "nameAttribute": "site_name",
    "kind": "site",
    "attributes": [
        _string("site_name", "Name", "name"),
        _string("street_address", "Street address", "street"),
        _string("postal_code", "Postal code", "postal_code"),
        _string("city", "City", "city"),
        _string("country_code", "Country code", "country"),
        _string("time_zone", "Time zone", "time_zone"),
        _string("phone", "Phone", "phone"),
        _string("external_id", "External ID", "external_key"),
    ],
}

SERVICE: Final[Content] = {
    "code": "service",
    "name": "Service",
    "prefix": "SER",
    "nameAttribute": "service_name",
    "kind": "service",
    "attributes": [
        _string("service_name", "Name", "name"),
        _string("description", "Description", "description"),
        _static("status", "Status", "status", statuses.SERVICE, default="active"),
        _reference("owner", "Owner", "owner", "person"),
        _reference("support_group", "Support group", "group", "support_group"),
    ],
}

BUILT_IN: Final = (INCIDENT, SERVICE_REQUEST, PERSON, SUPPORT_GROUP, SITE, SERVICE)
