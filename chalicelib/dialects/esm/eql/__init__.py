"""EQL: what `filter` may say, from its text to a condition of the core.

lexer      the text as tokens, each with its position
syntax     the tree of a filter
parser     tokens to tree, within limits
moments    dates and macros: what moment or day a text means, in a time zone
template   what a filter needs to know of the template whose cards it is about
resolver   tree to condition: attributes to operands, names to references
faults     errors, worded as the interface words them
"""
