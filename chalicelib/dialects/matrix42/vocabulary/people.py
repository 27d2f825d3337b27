"""The data definitions of people, groups, sites, services and categories (specification, 8.4)."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.matrix42.asql.table import AttributeType as Of
from chalicelib.dialects.matrix42.schema.measures import CALLED
from chalicelib.dialects.matrix42.schema.model import DataDefinition, Form, Relation, by_name
from chalicelib.dialects.matrix42.schema.rows import IN_ROW, OWNER
from chalicelib.dialects.matrix42.schema.storage import InExtras, InField, Tie
from chalicelib.dialects.matrix42.schema.texts import Localized
from chalicelib.dialects.matrix42.vocabulary.labels import labels
from chalicelib.dialects.matrix42.vocabulary.tickets import ARTICLE, CATEGORY, ROLE, SERVICE, USER, attribute, relation

ACCOUNT: Final = "SPSAccountClassBase"
SECURITY_ROLE: Final = "SPSSecurityClassRole"
LOCATION: Final = "SPSLocationClassBase"

_SHORT: Final = 255

DEFINITIONS: Final = (
    DataDefinition(
        USER,
        Form.SINGLE,
        by_name(
            attribute("FirstName", Of.STRING, InField("first_name"), length=_SHORT),
            attribute("LastName", Of.STRING, InField("last_name"), length=_SHORT, required=True),
            attribute("DisplayName", Of.STRING, CALLED, length=512),
            attribute("MailAddress", Of.STRING, InField("email", multiple=True), length=254),
            attribute("BusinessPhone", Of.STRING, InField("phone"), length=_SHORT),
            attribute("MobilePhone", Of.STRING, InField("mobile"), length=_SHORT),
            attribute("Department", Of.STRING, InField("department"), length=_SHORT),
            relation("Manager", USER, InField("manager")),
            relation("Location", LOCATION, InField("site")),
            attribute("Language", Of.STRING, InField("language"), length=35),
        ),
        {"roles": Relation("Roles", SECURITY_ROLE, Tie("groups"), labels=labels("Roles"), inverse="Members")},
        labels=labels(USER),
        kinds=("person",),
        tag=0x01,
        display="DisplayName",
    ),
    DataDefinition(
        ACCOUNT,
        Form.MULTI,
        by_name(
            attribute("AccountName", Of.STRING, IN_ROW("login"), read_only=True),
            relation("Owner", USER, IN_ROW(OWNER), read_only=True),
            attribute("Enabled", Of.BOOL, IN_ROW("enabled"), read_only=True),
        ),
        labels=labels(ACCOUNT),
        display="AccountName",
        owner=OWNER,
    ),
    DataDefinition(
        SECURITY_ROLE,
        Form.SINGLE,
        by_name(
            attribute("Name", Of.STRING, InField("name"), length=_SHORT, required=True),
            attribute("Description", Of.TEXT, InField("description")),
            attribute("ShowInForwardAction", Of.BOOL, InExtras("main", "ShowInForwardAction", Of.BOOL, default=True)),
        ),
        {
            "members": Relation(
                "Members", USER, Tie("members", only="person"), labels=labels("Members"), inverse="Roles"
            )
        },
        labels=labels(SECURITY_ROLE),
        kinds=("group",),
        tag=0x01,
        display="Name",
    ),
    DataDefinition(ROLE, Form.SINGLE, labels=labels(ROLE), kinds=("group",), tag=0x03),
    DataDefinition(
        LOCATION,
        Form.SINGLE,
        by_name(
            attribute("Name", Of.STRING, InField("name"), length=_SHORT, required=True),
            attribute("Street", Of.STRING, InField("street"), length=_SHORT),
            attribute("City", Of.STRING, InField("city"), length=_SHORT),
            attribute("PostalCode", Of.STRING, InField("postal_code"), length=_SHORT),
            attribute("Country", Of.STRING, InField("country"), length=_SHORT),
            attribute("TimeZone", Of.STRING, InField("time_zone"), length=64),
        ),
        labels=labels(LOCATION),
        kinds=("site",),
        tag=0x01,
        display="Name",
    ),
    *(
        DataDefinition(
            name,
            Form.SINGLE,
            by_name(
                attribute("Name", Of.STRING, InField("name"), length=_SHORT, required=True),
                attribute("Description", Of.TEXT, InField("description")),
            ),
            labels=labels(name),
            kinds=("service",),
            tag=tag,
            display="Name",
        )
        for name, tag in ((SERVICE, 0x01), (ARTICLE, 0x03))
    ),
    DataDefinition(
        CATEGORY,
        Form.SINGLE,
        by_name(
            attribute("Name", Of.STRING, Localized("name", "Name"), length=_SHORT, required=True, localizable=True),
            attribute("Description", Of.TEXT, Localized("description", "Description"), localizable=True),
            relation("Parent", CATEGORY, InField("parent")),
            attribute("Hidden", Of.BOOL, InField("hidden", reset=False), default=False),
            relation("DefaultRecipientRole", ROLE, InField("group")),
        ),
        labels=labels(CATEGORY),
        kinds=("category",),
        tag=0x01,
        display="Name",
    ),
)
