"""The administrator's command line `polydesk`: the same for the local cloud and a deployed stage. Never shipped to Lambda.

main         the root: options of every command, faults in one line; nouns: the table of commands; commands: one module each
deployment   which deployment is meant, and the environment that says so; desk: what every command is given
screen       tables and sentences, or JSON; plain: values of the domain in either form; refusals: what stops a command
documents    files that commands take; kind_file, role_file: what stands in them; passwords: where secrets come from
credentials  what keys and tokens share
asset        the tree of assets: looked at, imported, exported
esm          the set-up of the ESM dialect as a file, and its data cards
plan         the plan of the xMatters dialect as a file
"""
