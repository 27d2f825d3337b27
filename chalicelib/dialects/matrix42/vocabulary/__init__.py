"""The words of this dialect, as tables (specification, 8).

labels       what attributes, data definitions and configuration items are called, by language
pickups      numbers and their labels
states       what states, priorities and reasons mean to the other dialects; the mapping of priorities
tickets      the data definitions of tickets
people       those of people, groups, sites, services and categories
others       those of saved queries and agreements, and rows that are always the same
interface    those of the services and operations of this interface
items        configuration items
messages     what refusals say; those about files and filters in modules of their own
"""
