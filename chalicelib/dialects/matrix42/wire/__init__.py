"""The shapes of bodies and answers, for the documentation of the interface.

values   what stands in many of them
data     fragments and objects
tickets  tickets, their journal, what becomes of them
queries  filters of saved queries, rows to choose from
schema   data definitions and configuration items
files    files on their way
manual   the interface as data
samples  bodies to start from
"""
