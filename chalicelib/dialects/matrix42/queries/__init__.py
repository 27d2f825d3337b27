"""Saved queries, and rows to choose from (specification, 11.1 and 11.5).

groups     filter groups of bodies, as trees of `asql`
literals   values of JSON as literals of `asql`; texts that contain something
saved      the rows of a saved query
choices    rows whose names contain something
"""
