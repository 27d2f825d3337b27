"""Bodies and queries, read into what their sender wishes.

json     texts taken apart, every value beside the very characters that it was written in
body     the object that a body is
values   single values: what is wrong with one
ties     what a link says
assets   what a body says of an asset
links    what a body says of a link
query    parameters
"""
