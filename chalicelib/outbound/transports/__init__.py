"""One module per channel that sends by itself, all with one contract: `send(delivery) -> Outcome`, which never raises.

http     callbacks: one POST to an address that was checked, under a deadline
mail     e-mail through SES
sms      text messages through SNS
agent    queues that agents fetch from: nothing is sent, only laid ready

headers  what a callback says beside its body
text     what mails and text messages can carry
deadline a socket that keeps to one deadline, however slowly the other side drips
"""
