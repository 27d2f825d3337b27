"""Requests to values.

body     JSON, whatever it says that it is
query    the parameters of lists
values   what is written of an attribute, type by type
dates    the written forms of days and moments
cards    the bodies that create and change cards
matches  If-Match
"""
