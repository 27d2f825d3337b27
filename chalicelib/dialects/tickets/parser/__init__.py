"""From the bytes of a request to values that can't be wrong; every fault of a body at once.

body        media type, charset and syntax: bytes to members, by name in lower case
json, xml   the two syntaxes, read into the same plain values
values      lenient coercions of single values
entities    members to the content of a ticket, customer, operator or service
paging      the parameters of a list
"""
