"""What is done with tickets, in one call each (specification, 9).

A verb is read and judged whole before anything is written. Then each ticket is changed in a transaction of its own, and judged
once more within it, by what it is then: so of several tickets some may be changed when another call, or a crash, comes in
between. Whoever repeats the verb goes on with the others where its rules allow that: a close that skips closed tickets does.

members      what a body says, all faults at once
targets      the tickets and other records that ids name
wishes       attributes in members' clothes
changing     tickets judged and changed, with an entry in the journal
creating     a new ticket
closing      tickets closed, incidents beside them
transforming tickets of another configuration item
sorting      what a text asks for
assigning    tickets taken over, forwarded, given back
scheduling   tickets paused, reopened, due
tracking     time spent on tickets
noting       an entry for a journal
reading      the journal of a ticket
summary      a ticket in short
searching    tickets found
"""
