"""What an empty local store begins with: one small, believable company that all dialects share.

company/      the data, as files
entries       an object of a file, ready to be sown; the company as a whole
cards         the templates and folders of the ESM dialect, and what fits them
reader        reads the files into entries
soundness     what is wrong with the files, all faults at once
sowing        writes the entries through the services, in the order of time
assets        the assets of the company's site, with checks of their own; tokens: who may call for them
alerting      the plan of the xMatters dialect, which is laid down at last
access        the first accounts, roles and credentials
declarations  the data definitions that the Matrix42 dialect shows beyond the built-in ones
integrators   its first accounts and API tokens, and which of its operations are not for everybody
releases      how some of its operations came to be deprecated, obsolete, decommissioned

The company is Tarnmoor Outfitters, which sells gear for walkers: headquarters in Victoria, a shop in San Ramon (and
one that has closed), a training centre in Bristol, a branch office in Frankfurt. It, its people and its troubles are
invented; telephone numbers are of the ranges that are kept free for fiction, addresses end in example.com.

`esm.json` holds templates and folders, `plan.json` roles, engines and forms of alerting, `assets.json` assets, `schema.json`
declared definitions, as administrators lay them down or import them; `release_notes.json` steps in the lives of operations;
every other file holds a list of objects. `key` names an object within the company, `number` and `guid` are those of an
imported record, `author` is who made it, every other name is a canonical field of the kind. A reference is the key of what
it points at; a moment is the number of days before the sowing (negative: still to come), so that the company is always in
the middle of its work; a day is either that, or spelled out. What came in by and by has `opened`, the moment when it did,
and may have `journal`: entries of moment, author, text and whether the requester may read it; and `attachments`: text files
of field, name and text. `extras` are what a dialect keeps beside the fields, by its name; {"ref": key} in them becomes a
reference as text. Of a relation one side is enough: what a group has as members are in it. Numbers rise in the order of a
file, those of what was opened with time.
"""
