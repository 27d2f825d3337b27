"""The front door: which dialects there are, and under which addresses."""

# ruff: noqa: E402  the collector would walk botocore's service data again and again while it is being read: it is switched off
# before anything is imported, and starts work when all is set up
import gc

gc.disable()

from chalicelib import auth, config, logs
from chalicelib.dialects.esm.routes import dialect as esm
from chalicelib.dialects.tickets.routes import dialect as tickets
from chalicelib.gateway import Polydesk
from chalicelib.home import home
from chalicelib.outbound.sender import senders
from chalicelib.outbound.sweeper import sweepers
from chalicelib.outbound.worker import workers
from chalicelib.router import Mount
from chalicelib.store import tuning

DIALECTS = (
    Mount(esm, "/rest-api/itsm/v1", aliases=("/itsm/api/v1",), greedy=("/rest-api/itsm", "/itsm")),
    Mount(tickets, "/api", greedy=("/api",)),
)
"""One row per dialect: where it stands, how else it may be spelled, and below which roots it says 404 itself."""

logs.configure()
app = Polydesk()
app.register_blueprint(auth.authorizers)
for functions in (workers, senders, sweepers):
    app.register_blueprint(functions)
app.mount(*DIALECTS, authorizer=auth.authorize)
app.mount(Mount(home(DIALECTS), ""))

if config.IN_LAMBDA:
    tuning.connection()  # now, where Lambda gives a whole processor, and not within the first request

gc.freeze()
gc.enable()
