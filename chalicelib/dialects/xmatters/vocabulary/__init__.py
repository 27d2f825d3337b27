"""Tables.

versions   what the versions differ in
people     the keys of a new person
sites      the keys of a site, and the fields behind them
languages  the languages of a company that has set none
notifications  how they stand, and how they leave
settings   what an administrator may set
messages   sentences of refusals, and which of them a route uses
"""
