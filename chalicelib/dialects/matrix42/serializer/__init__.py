"""Answers.

answers   JSON, ids of what was made, nothing
mails     what mails about tickets say
"""
