"""The words of this dialect, as tables.

templates    the built-in templates: views on the kinds that all dialects share
statuses     their lists of static values
settings     what an administrator may set
messages     what refusals and confirmations say
"""
