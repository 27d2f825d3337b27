"""What data definitions, attributes and configuration items there are, as views on the records that all dialects share.

model       data definitions, attributes, relations, pick-ups, configuration items
operands    what only this dialect sees in a record
unhinted    what most of what follows has in common
storage     how an attribute is read from a record, and written into a draft of one
draft       a change of a record under way
texts       storage of texts in several languages, and in two forms
faults      what is refused, in the words of the interface
json        values as JSON, both ways
body        a JSON object as wishes about a fragment; wishes as a change of a record
blame       what the core refuses, in words of attributes
sorting     the category of a ticket
measures    what follows from several things of a record
making      what new objects have that nobody says
rows        what lies in records and is none: entries of journals, files, accounts; fixed rows
owners      what a condition about rows says of the records that they lie in
tables      data definitions as the expressions of `asql` see them
finding     records by ids of objects and fragments
contexts    expressions in view of one caller, and what rows show
listing     rows that fulfil a condition, wherever they are
catalogue   everything that there is at a moment: built-in and declared
content     declared definitions: plain data, made into the same model
shapes      what members such data has
checks      what is wrong with it, all faults at once
declaration laying them down
documents   the schema as the interface shows it
"""
