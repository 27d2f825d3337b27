"""Parse, do, serialize: the views of a noun each.

call       what they have in common
callbacks  the queue of agents
replies    the page on which people answer
"""
