"""Templates and folders: what cards look like and where they lie, as views on the records that all dialects share.

attribute    one attribute: its type, its limits, where its values are kept
storage      where the values of an attribute are kept: a canonical field, or what only this dialect keeps
system       the attributes that every template has: id, stamps, authors
template     a template: its kind, its attributes, what a card of it is called
folder       a folder: where it lies, which templates it accepts
content      the plain data that a template or folder is laid down as, made into one
catalogue    all of them, as they are at a moment, and which of them a record belongs to
declaration  laying them down: definitions, and the kinds of templates that are nobody's view
"""
