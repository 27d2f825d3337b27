"""Requests to values.

body     JSON, within its bounds
query    parameters, however they were encoded
dates    moments and ranges of them
faults   what is said of wrong values
members  the members of an object, one by one
people   a new person
sites    what is written of a site
trigger  a new event, against its form
events, notifications  which are asked for, and how an event shall stand
feeds    a new subscription; criteria: what the properties of events must be like for it
"""
