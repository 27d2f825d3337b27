"""The Tickets API: a notice board for outages and maintenance, with Tickets, Customers, Services and Operators.

Operators open tickets about services; customers subscribe to services and get an e-mail whenever a ticket about one of them
is created, updated, closed or reopened. JSON and XML, either way; every request carries its secret as `?key=`.

Given by the vendor: the four resources and their verbs, the key in the query, times in UTC, `Id`, `ClosedTime`,
`ReopenedTime` and `DoNotSendEmail`, which properties of a ticket a PUT changes, that what a PUT leaves out is erased, and
that a ticket closes and reopens by its times. Documented behaviour of the framework the vendor names (ASP.NET Web API):
how the format is chosen, names without regard to letter case, the shape of errors and of XML, `/Date(…)/`. Chosen here,
because nobody says: all other property names (the nouns of the vendor's prose), XML without a default namespace, the
`top`, `skip` and `after` of lists, and where each property lives in the store that all dialects share.

routes       the dialect, and which view answers what
views        parse, service, serialize
wire         the shapes that are sent, and that the OpenAPI document shows
parser       bytes to values, all faults at once
serializer   records to bytes
vocabulary   tables: property to canonical field, fault to sentence, settings
resource     what a row of those tables is
translation  a record as this dialect shows it, and a body as a change of a record
closing      how the two times of a PUT close and reopen a ticket
negotiation  the format of the answer
times        the written form of a moment, in and out
errors       errors in this dialect's words
"""
