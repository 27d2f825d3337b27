"""Which nouns the command line knows: one module of `commands` each, with a click group of its name, loaded when it is used.

A dialect that has something to administer adds a row here and a module there.
"""

from __future__ import annotations

from typing import Final

NOUNS: Final = {
    "status": "Whether the deployment is there, and how much is in it.",
    "account": "Who may call: people and programs with a login.",
    "role": "What accounts may do.",
    "credential": "Keys of accounts, and all other credentials.",
    "token": "Bearer tokens of the asset management API.",
    "apitoken": "API tokens of the Matrix42 dialect.",
    "keys": "The keys that sign access tokens.",
    "settings": "What each dialect lets an administrator set.",
    "limits": "Calls per minute: limits and usage.",
    "throttle": "What the gateway lets through of each account, in front of the limits.",
    "api": "The operations of all dialects, and how they age.",
    "audience": "Who may call an operation.",
    "usage": "What was called, by whom, how often, and how it went.",
    "logs": "What was called through the ESM REST API, and how often.",
    "esm": "The ESM dialect: its set-up as a file, its data cards.",
    "plan": "The xMatters dialect: people, groups, engines and forms as a file.",
    "schema": "The Matrix42 dialect: declared data definitions and configuration items.",
    "asset": "The tree of assets.",
    "kind": "Kinds of records, built in and declared.",
    "record": "One record: fields, journal, history, trash.",
    "delivery": "What leaves: mails, text messages, callbacks.",
    "trash": "What was thrown away.",
}
