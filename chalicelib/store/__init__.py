"""DynamoDB: the only package that knows it, and the only one that imports PynamoDB or botocore.

tables     the two tables as PynamoDB models: keys, indexes, time to live
dynamo     the calls, as plain dictionaries in and out, metered
walks      along a partition: one condition on the sort key
guard      faults of the store → our errors; retries with jitter, in one place
items      Python values ↔ DynamoDB's attribute values
keys       how every key is spelled
heads      Record ↔ item, long texts beside it
entries    what a record is found by: class, indexed values, unique values
records    reading and writing records
relations  writing records that others show as well; counterparts, intents, settlements: how both sides stay one fact
candidates numbers of records that a search may mean, from the indexes
files      bytes in S3; leftovers: the jobs that know of bytes which no record names
sequences  number spaces, also for numbers that an import brings
cursors    positions in a list, sealed against tampering
satellites journal and history, beside their record
accounts, credentials, roles, settings, kinds, windows, secrets    one noun each
aws        the one botocore session and its clients; tuning: what leans on private names
"""
