"""What callers send, as values.

body    JSON
query   names and values behind the question mark
ids     GUIDs
"""
