"""The local cloud: everything that a deployment has, on one machine, in one command.

`launcher` puts it together: `place` keeps the data directory, `emulator` runs MiniStack (`ministack` runs inside that
process, `generations` are its copies on disk), `gateway` turns HTTP into API Gateway events and calls the app in
process, `control` answers `/_local/*`, `server` carries it all over HTTP.
"""
