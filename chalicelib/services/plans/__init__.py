"""How a search will go about it: which part of a filter an index can answer.

sources    what names candidates: index partitions, unique values, names, moments, and combinations of them
bounds     what a filter leaves of the facts that every record has
unfolding  a filter about what stands for values, as one about the values
planner    a plan, from a kind and a filter
"""
