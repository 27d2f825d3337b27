"""Sites as a plan wants them."""

from __future__ import annotations

from chalicelib.dialects.xmatters.company import DIALECT
from chalicelib.dialects.xmatters.parser import sites as parser
from chalicelib.dialects.xmatters.vocabulary.sites import ROOT
from chalicelib.domain.site import SITE
from chalicelib.errors import Fault, Faults
from infra.cli.plan import values
from infra.cli.plan.inventory import Inventory, key
from infra.cli.plan.register import Pointer, Register, Wish, former
from infra.cli.plan.values import Placed


def wish(placed: Placed, inventory: Inventory, register: Register, faults: Faults) -> Wish:
    """A site as it is to be, by the rules of the interface."""
    name = placed.said["name"]
    known, guid = former(placed, SITE, name, inventory, faults)
    found = Faults()
    said = parser.site(placed.said["content"], inventory.company, found, new=known is None)
    for fault in found:  # the interface begins its paths with the noun
        path = fault.path[1:] if fault.path[:1] == (ROOT,) else fault.path
        if path != ("name",) or name:  # what is no name was noted when the file was read
            faults.append(Fault((*placed.path, *path), fault.code, values.sentence(fault.message), fault.params))
    extras = {DIALECT: dict(said.coordinates)} if said.coordinates else {}
    pointer = Pointer(SITE.name, key(name))
    register.expect(pointer)
    return Wish(pointer, SITE, known, guid, said.values, extras)
