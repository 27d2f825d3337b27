"""The older xMatters REST API ("reapi"), versions 2012-03-01 to 2015-04-01: alerts that reach people, and come back answered.

Given by the vendor: the methods with their URLs, the shapes of requests and answers in each version, events made from forms,
three types of callbacks, subscriptions, what is validated and how faults are said. Observed of its clients: how strictly they
read what is answered. Chosen here, where it is silent: the texts of many faults, what leaves through e-mail and text messages,
the page on which people answer, the queue that agents poll, how plans are laid down.

routes        the dialect, and which view answers what; the page of answers and the queue of agents beside it
views         parse, do, serialize: a module for each noun
admission     what a call must pass before
parser        requests to values, all faults at once
serializer    records to answers, and the pages for people
wire, bodies  the shapes of both, which the OpenAPI document shows
operations    what the OpenAPI document says of each method
vocabulary    tables: versions, languages, texts, settings
company       the settings as they are used
people, sites, pairs  what this dialect asks of the core in several steps
callback      what leaves because of an event
errors        errors in this dialect's words
"""
