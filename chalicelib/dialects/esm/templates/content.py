"""Plain data as templates and folders. It is in the form that administrators write it in (specification, 10).

    {"code": "company", "name": "Company", "prefix": "COM", "nameAttribute": "company_name", "kind": null, "class": null,
     "attributes": [{"code": "status", "name": "Status", "type": "static-value", "field": "state", "default": "01",
                     "values": [{"code": "01", "value": "01 - New", "means": "new", "usual": true}]}]}

`kind` names a built-in kind whose records the template shows, `class` the class of it; without, the template has a kind of its
own, called by its code. `field` is the canonical field of such a view; an attribute without one is kept for this dialect alone.
`means` is what a static value is in the canonical field, `usual` tells which of several with one meaning is shown for it.

What comes here has been checked when it was laid down.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from chalicelib.dialects.esm.eql.template import AttributeType
from chalicelib.dialects.esm.templates import system
from chalicelib.dialects.esm.templates.attribute import MAX_LENGTH, Attribute, Static
from chalicelib.dialects.esm.templates.folder import Folder
from chalicelib.dialects.esm.templates.storage import InExtras, InField, Reading, Storage
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.domain.filters.operands import Computed
from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name
from chalicelib.domain.person import full_name
from chalicelib.services.kinds import BUILT_IN

Content = Mapping[str, Any]

TYPES: Final = {
    AttributeType.STRING: FieldType.TEXT,
    AttributeType.NUMBER: FieldType.NUMBER,
    AttributeType.DATE: FieldType.DATE_TIME,
    AttributeType.STATIC_VALUE: FieldType.CHOICE,
    AttributeType.REFERENCE: FieldType.REFERENCE,
    AttributeType.EXTERNAL_REFERENCE: FieldType.FILE,
    AttributeType.WORKLOG: FieldType.JOURNAL,
}
FULL_NAME: Final = "full_name"  # a field that no kind has: first and last name, or the display name
_FOUND_BY: Final = frozenset({AttributeType.STATIC_VALUE, AttributeType.REFERENCE})


def template(content: Content, number: int, kinds_by_template: Mapping[str, str]) -> Template:
    """The template of a content. `kinds_by_template`: names of the kinds of all templates, by code."""
    kind = kind_of(content, kinds_by_template)
    is_view = content.get("kind") is not None
    own = [_attribute(each, kind, is_view=is_view) for each in content["attributes"]]
    return Template(
        code=content["code"],
        name=content["name"],
        number=number,
        prefix=content["prefix"],
        kind=kind,
        cls=content.get("class"),
        name_attribute=content["nameAttribute"],
        attributes={each.code: each for each in (*own, *system.attributes(content["prefix"]))},
    )


def kind_of(content: Content, kinds_by_template: Mapping[str, str]) -> Kind:
    """The kind whose records a template shows: a built-in one, or one of its own."""
    if content.get("kind") is not None:
        return BUILT_IN[content["kind"]]
    kept = (each for each in content["attributes"] if not _is_link(each))
    fields = fields_by_name(*(_field(each, kinds_by_template) for each in kept))
    named = fields.get(content["nameAttribute"])
    name_field = named.name if named and named.type is FieldType.TEXT and not named.multiple else None
    return Kind(
        name=kind_name(content),
        name_field=name_field,
        title=lambda record: str((name_field and record.get(name_field)) or record.number),
        fields=fields,
    )


def kind_name(content: Content) -> str:
    """What the kind of a template is called: like a template with a kind of its own, unless that is a word of the core."""
    code = str(content["code"])
    return str(content.get("kind") or (f"{code}-card" if code in BUILT_IN else code))


def folder(content: Content, parents_by_code: Mapping[str, str | None]) -> Folder:
    """The folder of a content. `parents_by_code`: of all folders."""
    path, code = [content["code"]], content.get("parent")
    while code is not None and code not in path:
        path.append(code)
        code = parents_by_code.get(code)
    return Folder(content["code"], content["name"], frozenset(content["templates"]), tuple(path))


def _is_link(content: Content) -> bool:
    """Links may lead anywhere, files are bytes of ours: only these are a field of the core."""
    return content["type"] == AttributeType.EXTERNAL_REFERENCE and not content.get("file", False)


def _field(content: Content, kinds_by_template: Mapping[str, str]) -> Field:
    of = AttributeType(content["type"])
    return Field(
        content["code"],
        TYPES[of],
        multiple=content.get("multiValue", False) or of is AttributeType.WORKLOG,
        max_length=content.get("maxLength") or MAX_LENGTH,
        whole=content.get("whole", False),
        day=not content.get("time", True),
        choices=tuple(each.key for each in _statics(content)),
        target=tuple(dict.fromkeys(kinds_by_template[code] for code in content.get("target", ()))),
        indexed=of in _FOUND_BY,
    )


def _attribute(content: Content, kind: Kind, *, is_view: bool) -> Attribute:
    of = AttributeType(content["type"])
    name = content.get("field") if is_view else content["code"]
    field = kind.fields.get(name) if name else None
    multiple = content.get("multiValue", False)
    limits = [content.get("maxLength"), field.max_length if field else None, MAX_LENGTH]
    return Attribute(
        code=content["code"],
        name=content["name"],
        type=of,
        storage=_storage(content, field, multiple=multiple),
        multiple=multiple,
        file=content.get("file", False),
        values=_statics(content),
        target=tuple(content.get("target", ())),
        time=content.get("time", True),
        whole=content.get("whole", False) or (field is not None and field.whole),
        required=content.get("required", False) or (field is not None and field.required),
        max_length=min(limit for limit in limits if limit is not None),
        default=content.get("default"),
        read_only=name == FULL_NAME,
        format_field=_format_field(name, kind),
    )


def _storage(content: Content, field: Field | None, *, multiple: bool) -> Storage:
    if content.get("field") == FULL_NAME:
        return Reading(Computed(FULL_NAME, lambda record, _: filter(None, (full_name(record),))))
    if field is not None:
        return InField(field, first_only=field.multiple and not multiple and field.type is not FieldType.JOURNAL)
    return InExtras(content["code"], TYPES[AttributeType(content["type"])], day=not content.get("time", True))


def _format_field(name: str | None, kind: Kind) -> str | None:
    beside = f"{name}_format"
    return beside if beside in kind.fields else None


def _statics(content: Content) -> tuple[Static, ...]:
    said = content.get("values", ())
    met: set[Any] = set()
    statics = []
    usual = {each.get("means") for each in said if each.get("usual")}
    for each in said:
        static = Static(each["value"], each.get("code"))
        means = each.get("means", static.key)
        shown = bool(each.get("usual")) or (means not in usual and means not in met)
        met.add(means)
        statics.append(Static(static.value, static.code, means, shown))
    return tuple(statics)
