"""Matrix42 Web Services: tickets, people and whatever is declared, as fragments, objects and verbs.

A data definition is a table, a row of it a fragment; a configuration item combines several, and an object of it is made of
their fragments. All of it is a view on the records that the other dialects show, or on declared kinds. Conditions, columns and
orders are written in a language of their own, ASQL. The interface describes itself: its services and operations can be read as
data, with their documentation, their age and whom they admit.

Given by the vendor: addresses, the exchange of tokens, fragments, objects and relations, the schema, row versions, statuses of
refusals. Observed in clients: freedom in letter case, `null` for what is not there, verbs and their bodies, pick-ups. Chosen
here, because nobody says: the shape of errors, what verbs do, the catalogue as data.

routes       the dialect, and which view answers what
views        parse, service, serialize
admission    the path, the type of the body
visit        one call: its caller, language, schema, settings
languages    in which an answer is said
wire         the shapes that the OpenAPI document shows
parser       bodies, queries and ids
serializer   answers
vocabulary   tables: data definitions, pick-ups, labels, sentences, settings
asql         the language of conditions
schema       data definitions and configuration items as views on records
ids          GUIDs of what is no record
data         fragments and objects: read, made, changed, thrown away
verbs        what is done with tickets
queries      saved queries and their filters
files        files on their way to a ticket
manual       the interface as data
callback     mails that leave
errors       errors in this dialect's words
operations   what the OpenAPI document says of each verb
"""
