"""Filters: what a record must fulfil, whatever language said so.

A dialect reads its own filter language and translates it into this tree; the core evaluates the tree and finds out which
part of it an index can answer.

conditions  the tree: And, Or, Not, comparisons, LIKE, IN, BETWEEN, IS NULL, constants
operands    what a condition looks at: fields, facts, extras, things behind references, journals, computed facts
derived     operands made of others: mapped, computed, coalesced, in rows beside the record
patterns    LIKE
evaluation  whether a record fulfils a condition, under the logic of the language that it was written in
"""
