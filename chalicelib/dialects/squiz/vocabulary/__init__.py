"""Tables.

settings   what an administrator may set
messages   what refusals say
words      the words of links and metadata
files      which files a browser may show
"""
