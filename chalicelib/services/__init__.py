"""Use cases: plain functions with keyword-only arguments, one file per noun. Every dialect calls the same ones.

records     create, read, change, trash, restore a record of any kind; retried when somebody else was faster
writes      what every write of a record has; companions: records that are written in the transaction of another one
pages       lists, by number, of a kind or a class of it
search      records that fulfil a filter, by whatever index answers it (plans, candidates, lookups)
orders      the same in the order of versions or of creation
references  the records that records point at: whether they exist, what they are called
files       attached to records, read, detached; uploads: what a write does about bytes
chores      the desk's own jobs: what a write leaves to be done after it
kinds       built-in and declared kinds by name
journal     what was added to a record's journal
accounts, roles, credentials, keyrings, tokens    who may come in
settings    what the deployment's owner has set
limits      the exact per-minute window; guesses: wrong passwords
caches      what a process may remember of all these, and for how long
"""
