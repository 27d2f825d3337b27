"""The words of this dialect, tables only.

resources  which property is which canonical field, and what a role must allow
messages   what is said: faults, answers that are no success, and mails
charsets   the names of charsets
settings   what an administrator may set
"""
