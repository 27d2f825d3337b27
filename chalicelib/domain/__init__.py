"""What Polydesk is about, in plain Python: no network, no store, no wire format.

kind       a schema: named, typed fields with limits; built-in ones are constants, declared ones are data
record     one thing of one kind: number, GUID, row version, stamps, field values, vendor extras
reference  the address of a record: its kind and its number
relation   fields of two kinds that show the same pairs, each from its side
change     what a write does to a record: values and extras by name
guid       GUIDs that carry a number and a tag, so that finding by GUID needs no index
version    row versions: 63-bit, time-ordered, strictly rising per record
ticket, person, group, site, service    the nouns all dialects share: their fields and their rules
category, time_entry, saved_query, agreement   more of them: what tickets are sorted by, the time they take, what was promised
filters    what a record must fulfil, whatever language said so
validation every rule a kind puts on values, all faults at once
file       names, types and links of files
markup     the text of HTML
scalar     what every store keeps of texts and numbers
extras     what vendor extras may hold
caller     who asks: account, credential, permissions
role       what an account may do: abilities, kinds, folders, fields, asset roots
password, secret                        how credentials are kept: scrypt for what people choose, digests for what we mint
keyring    signing keys with rotation: one signs, the one before it still checks
history    who changed which fields when, through which dialect and credential
journal    entries that are only ever added to a record
clock      the time, which a sandbox may move forward
"""
