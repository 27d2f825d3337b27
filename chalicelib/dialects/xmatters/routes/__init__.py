"""Parse, do, serialize.

dialect   the dialect, and how a view is registered
people, groups, sites, properties, triggers, events, feeds, notifications  the views of a noun each
mounted   all of them: what the app mounts
"""
