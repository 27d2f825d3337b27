"""Alerting: events that are made from forms, told to people on their devices, answered, and reported back.

engine         a set of forms with the properties and bridges that they share
property       what is said of an event: typed values, some of them out of a configured set
form           what an event is made from; or what subscriptions are made from
option         an answer that a form offers, and what choosing it sets off
callback       where an event is reported to
event          one alert, as a record
notification   one message of an event to one device, as a record
criterion      what a property must be like for a subscription to hold
report         what is told of an event
subscription   who wants to be told of events whose properties match, as a record
device         how a person is reached
"""
