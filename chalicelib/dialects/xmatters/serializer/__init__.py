"""Values to answers.

answers  responses, lists among them
links    addresses of things and of next pages
people   persons
groups   groups
sites    sites
notifications  notifications
"""
