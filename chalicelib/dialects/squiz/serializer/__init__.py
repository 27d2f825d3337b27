"""Records and links, written as JSON without padding.

answers   responses
assets    assets, from texts that are JSON already
links     links
children  pages of both
"""
