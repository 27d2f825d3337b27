"""Answers.

answers   JSON, ids of what was made, nothing
"""
