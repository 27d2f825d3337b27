"""Property values: what there is to choose from (specification, 8.4)."""

from __future__ import annotations

from chalicelib.dialects.xmatters.parser import properties as parser
from chalicelib.dialects.xmatters.parser.body import read_list
from chalicelib.dialects.xmatters.serializer.answers import done
from chalicelib.dialects.xmatters.views.call import needs
from chalicelib.domain.alerting.property import Property
from chalicelib.errors import Faults, NotFound
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services.alerting import catalogue


@needs("ability.act.EditProperty", to="edit property values")
def replace_property_values(request: Request) -> Response:
    """Replace the values of a property that there are to choose from."""
    uuid = request.params["uuid"]
    if catalogue.current().property(uuid) is None:
        raise NotFound(f"Property {uuid} is not found.")
    content = read_list(request, most=parser.MAX_BODY)

    def edit(prop: Property) -> Property:
        faults = Faults()
        edited = parser.read(prop, content, faults)
        faults.raise_any()
        return edited

    catalogue.change_property(uuid=uuid, edit=edit)
    return done(204)
