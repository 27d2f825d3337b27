"""What `polydesk asset` shows, reads and writes: the tree of assets, and files of it.

sheet       one asset for people: what it says, where it stands
paths       the ways from the root to an asset
outline     the tree beneath an asset, as far as it is looked at
asset_file  one asset of a file, and the links to it; link_file: one of those links; addresses: where sites are
lines       a file, line by line, however large
inventory   what the deployment has already of what a file names
soundness   whether a file fits itself and what is there; loops: whether its links would make some
order       which asset is written after which
importing   writing it; exporting: making such a file
"""
