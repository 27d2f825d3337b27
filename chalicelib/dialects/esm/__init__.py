"""The Matrix42 / Efecte ESM REST API, version 1: data cards of templates, in folders.

Given by the vendor: the operations and their envelopes, the seven value types, login with a token that lasts a quarter of an
hour, the limits with their settings and logs, the words of `filter` that its examples show. Chosen here, where it is silent:
the grammar of filters as a whole, what is saved of a half-valid write, entity tags, the templates that show what other
dialects keep.

routes         the dialect, and which view answers what
views          parse, do, serialize: the 18 operations
admission      what a call must pass before
login          passwords for tokens
access         what a caller may see and do
templates      what cards look like and where they lie
cards          what is done with cards
eql            the language of `filter`
parser         requests to values
serializer     values to answers
wire, bodies   the shapes of both, which the OpenAPI document shows
operations     what the OpenAPI document says of each operation
documentation  the pages about the interface
vocabulary     tables: built-in templates, lists of values, settings, sentences
settings       the settings as they are used
logbook        the usage log and the integration log; lines, how their lines are written
errors         errors in this dialect's words
"""
