"""Fragments and objects: read, made, changed, thrown away (specification, 5 to 8).

lists       rows of a data definition: which, in what order, what of them
sources     the kinds of records that a data definition shows to a caller, each with what is asked of it
ordering    rows in an order, page by page
falling     rows by what is never above something that an index knows
rendering   rows as an answer shows them
describing  the schema of an answer, and texts in all languages
reading     one fragment
relations   what fragments lead to
objects     all fragments of an object
"""
