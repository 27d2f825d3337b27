"""What services and operations are for, in English, German and French.

services   each service, and where it stands
data       the operations of fragments and objects
tickets    those of tickets, their journal, and what becomes of them
others     all others
table      all of them by name
"""
