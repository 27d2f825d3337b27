"""What `polydesk esm` reads and writes: the set-up of the ESM dialect as one file, and cards.

values          single values of such a file: codes, names, truths
static_file     the values of a list; attribute_file: one attribute; template_file, folder_file: templates and folders
role_file       roles in the words of this dialect; account_file: accounts with their roles
setup_file      the whole file
inventory       what the deployment has already
soundness       whether a template can be laid down in view of that; views: whether its attributes fit the fields behind
order           whether folders, roles and accounts name only what is there
plan            what an application of the file would change, and doing it
cards           cards by what people call them; card_file: cards to be imported; importing: importing them
"""
