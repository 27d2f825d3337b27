"""What leaves the house: mails, text messages, callbacks. The second front door, turned outwards.

queue        hands ids of jobs and deliveries to SQS; whoever writes a job calls it; `envelopes` are what stands in a message
worker       takes a job and expands it into deliveries, whose bodies never change from then on; `callbacks` finds their words
sender       takes a delivery, leases it, has its transport try it, and writes down what the try came to
sweeper      queues again what waits in the store and should long have been on its way
transports   one per channel: `send(delivery) -> Outcome`, which never raises
destination  a callback's URL, read once into parts that can't mean two things
addresses    what a host name leads to, and whether we may go there: never into private networks
signature    Standard Webhooks: how a receiver knows that a callback comes from us, unchanged
schedule     when the next try is due: eight tries within about 21 hours, and `Retry-After`
outcomes     what a try came to: accepted, passing (another try may help) or permanent, told apart in this one place
vault        (in `store`) keeps callback passwords and signing secrets sealed; they are opened for the moment of sending

A try that can't even begin (a forbidden address, a broken secret) ends early with `outcomes.Failed`, which carries its outcome.
"""
