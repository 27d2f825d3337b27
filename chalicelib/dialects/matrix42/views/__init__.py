"""One function for each operation.

tokens      API tokens for access tokens
fragments   rows of data definitions
relations   what fragments lead to
objects     fragments that belong together
tickets     tickets made, closed, transformed, sorted
searches    tickets found
journal     what is said about tickets
activities  what becomes of tickets
queries     saved queries
schema      data definitions and configuration items
users       who calls
files       files on their way, and those of objects
entities    rows to choose from
workflows   what is no more
manual      the interface itself
options     browsers
"""
