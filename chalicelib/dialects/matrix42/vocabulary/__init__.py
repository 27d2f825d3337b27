"""The words of this dialect, as tables (specification, 8).

labels       what attributes, data definitions and configuration items are called, by language
pickups      numbers and their labels
states       what states, priorities and reasons mean to the other dialects; the mapping of priorities
tickets      the data definitions of tickets
people       those of people, groups, sites, services and categories
others       those of saved queries and agreements, and rows that are always the same
interface    those of the services and operations of this interface
items        configuration items
languages    codes of the languages that answers come in
messages     what refusals say; those about data, files and filters in modules of their own
refusals     what is said of the errors that all dialects have in common
verbs        what verbs say when they refuse, and the words that they look for
mails        what mails about tickets say, and when they are sent
settings     what an administrator may change
documentation what services and operations are for
"""
