"""What the documentation says of each operation: parameters, bodies, answers.

descriptions  what all of them have in common
data          fragments and objects
tickets       tickets and their journal
activities    what becomes of tickets
schema        data definitions and configuration items, saved queries
files         files on their way
others        tokens, who calls, the interface itself
table         all of them by name, and the manner of the document
"""
