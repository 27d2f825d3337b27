"""Use cases of alerting.

catalogue      engines, forms and properties as they are now
targets        whom names mean: persons, groups, devices; and who is in a group
events         made, listed, suspended, ended
expansion      what a new event becomes: notifications and callbacks
reports        what is told of an event, and to whom
notifications  how they end, and lists of them
answers        the links in messages, and what choosing an answer sets off
subscriptions  made, and which of them an event fulfils
"""
