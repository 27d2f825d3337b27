"""The Squiz Matrix asset management API, version 1: pages, their parts, images and sites in one tree, over bearer tokens.

What an asset is stands in its body, with whatever attributes its type has, which are kept to the byte; what ties assets
together are links, from a major (the parent) to a minor (the child). A user may do what their permissions on the tree allow;
a token can be narrowed to some root nodes, and to reading.

Given by the vendor: addresses, the bearer token and what switches it off, the members of assets and links, refusals to
orphan, metadata by schemas, contexts, `disable-triggers`. Observed in clients: both spellings of the address, the array of
links, images as base64, assets that are sent back whole. Chosen here, because nobody says: the shape of errors, the order of
checks, how a PATCH is merged, what a loop and an orphan is, the list of children, the addresses of files, the bodies of
triggers.

routes       the dialect, and which view answers which verb
views        parse, service, serialize
admission    the switch, the token, the path, the limit
access       what the caller may do with an asset or a link, and whether it is there
wire         the shapes that the OpenAPI document shows
parser       bodies and queries to wishes, all faults at once
content      what an asset says as JSON: kept, merged, laid over by contexts
metadata     schemas, their fields, and values of these
files        files beside assets
serializer   records and links to bytes
vocabulary   tables: words of links, sentences, settings
callback     what triggers tell, and to whom
errors       errors in this dialect's words
operations   what the OpenAPI document says of each verb
"""
