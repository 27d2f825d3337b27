"""Fragments and objects: read, made, changed, thrown away (specification, 5 to 8).

lists       rows of a data definition: which, in what order, what of them
sources     the kinds of records that a data definition shows to a caller, each with what is asked of it
ordering    rows in an order, page by page
falling     rows that are never younger than their record, the youngest first
holding     rows by their places, held or read again
rendering   rows as an answer shows them
describing  the schema of an answer, and texts in all languages
reading     one fragment
relations   what fragments lead to: listed, added, taken away
objects     all fragments of an object
access      who may write what
bodies      what a request says of fragments and objects
creating    new ones
changing    changes of them
removing    those that are thrown away
hidden      references that the caller does not see
members     fragments of which an object may have several
entries     those of the journal
writing     writes of records, told in words of attributes
"""
