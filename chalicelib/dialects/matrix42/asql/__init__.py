"""ASQL: what `where`, `columns` and `sort` may say, from their texts to conditions and operands of the core.

lexer       a text as tokens, each with its position
syntax      the tree of an expression
cursor      a step from token to token, and what is said where one can't stand
terms       tokens to the tree of a value, within limits
parser      tokens to the trees of a condition, of columns, of an order
moments     dates: read, spelled, moved
table       what an expression needs to know of a data definition, of others by their names, and of the caller
typed       an operand with its type; how values of one type are read as another
paths       from the record through relations and pick-ups to such an operand
values      literals, functions and sums as such operands
logic       the logic of the language, and what it decides without a record
ids         GUIDs and the records that they name
hints       what a condition says in words that an index understands
predicates  comparisons, LIKE, IN, BETWEEN, IS NULL
conditions  `where` as a condition of the core
columns     `columns` and `sort` as operands with names
faults      errors, worded as the interface words them
"""
