"""The views, by what they are about: parse, call a service, serialize.

assets   assets and their children
links    links
files    the bytes of files, for whoever knows their address
options  what browsers ask before they read
"""
