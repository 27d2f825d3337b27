"""The dialect and its routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.dialects import admission as frame
from chalicelib.dialects import late
from chalicelib.dialects.base import Dialect
from chalicelib.dialects.governance import governed
from chalicelib.dialects.squiz.vocabulary.settings import DIALECT, REQUESTS_PER_MINUTE, SETTINGS
from chalicelib.domain.caller import CredentialKind

if TYPE_CHECKING:
    from chalicelib.dialects.squiz import admission, errors, operations
    from chalicelib.dialects.squiz.views import assets, files, links, options
else:  # imported when they are first used
    admission, errors, operations = late.rooms(__package__, "admission", "errors", "operations")
    assets, files, links, options = late.rooms(f"{__package__}.views", "assets", "files", "links", "options")

dialect = Dialect(
    __name__,
    name=DIALECT,
    title="Asset Management Api",
    speaks_as="the Squiz Matrix asset management API",
    description="A tree of assets: pages, their parts, images and sites, with metadata, files and links.",
    example="curl -H 'Authorization: Bearer TOKEN' '{base}/assets/1'",
    errors=errors.render,
    accepts=frozenset({CredentialKind.BEARER}),
    requests_per_minute=REQUESTS_PER_MINUTE,
    admission=(admission.switched_on, admission.identified, frame.counted, admission.placed, governed),
    finish=options.finish,
    options=options.say_allowed,
    hides_unknown=True,
    settings=SETTINGS,
)

dialect.route("/assets", methods=("POST",), name="create_asset", operation=operations.CREATE_ASSET)(assets.create)
dialect.route("/assets/{assetId}", name="read_asset", operation=operations.READ_ASSET)(assets.read)
dialect.route("/assets/{assetId}", methods=("PATCH",), name="change_asset", operation=operations.CHANGE_ASSET)(
    assets.change
)
dialect.route("/assets/{assetId}", methods=("DELETE",), name="delete_asset", operation=operations.DELETE_ASSET)(
    assets.delete
)
dialect.route("/assets/{assetId}/links", operation=operations.LIST_LINKS)(assets.list_links)
dialect.route("/assets/{assetId}/children", product=True, operation=operations.LIST_CHILDREN)(assets.list_children)
dialect.route("/links", methods=("POST",), name="create_link", operation=operations.CREATE_LINK)(links.create)
dialect.route("/links/{linkId}", name="read_link", operation=operations.READ_LINK)(links.read)
dialect.route("/links/{linkId}", methods=("PATCH",), name="change_link", operation=operations.CHANGE_LINK)(links.change)
dialect.route("/links/{linkId}", methods=("DELETE",), name="delete_link", operation=operations.DELETE_LINK)(
    links.delete
)
dialect.route(
    "/files/{assetId}/{secret}/{name}",
    public=True,
    name="download_file",
    operation=operations.DOWNLOAD_FILE,
)(files.download)
