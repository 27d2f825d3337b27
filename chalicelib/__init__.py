"""Polydesk: one service desk that answers in the REST dialects of five vendors."""
