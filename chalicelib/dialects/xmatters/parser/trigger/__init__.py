"""What a new event is to be: the body of a trigger, against its form (specification, 3.1 to 3.5).

order        all of it, in the order in which faults are told
recipients   whom it is for
properties   what is said of it; values: of one property
responses    the answers that it offers
conferences  the bridge that it names
callbacks    where it is reported to
"""
