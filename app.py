"""The front door: which dialects there are, and under which addresses."""

# ruff: noqa: E402  the collector would walk botocore's service data again and again while it is being read: it is switched off
# before anything is imported, and starts work when all is set up
import gc

gc.disable()

from chalicelib import auth, config, logs
from chalicelib.dialects.esm.routes import dialect as esm
from chalicelib.dialects.matrix42 import routes as matrix42
from chalicelib.dialects.squiz.routes import dialect as squiz
from chalicelib.dialects.tickets.routes import dialect as tickets
from chalicelib.dialects.xmatters.routes import agent, respond
from chalicelib.dialects.xmatters.routes import dialect as xmatters
from chalicelib.gateway import Polydesk
from chalicelib.home import home
from chalicelib.router import Mount
from chalicelib.store import tuning

DIALECTS = (
    Mount(esm, "/rest-api/itsm/v1", aliases=("/itsm/api/v1",), greedy=("/rest-api/itsm", "/itsm")),
    Mount(tickets, "/api", greedy=("/api",)),
    Mount(xmatters, "/reapi", greedy=("/reapi/{version}",)),
    Mount(
        squiz,
        "/__management_api/v1",
        aliases=("/__management-api/v1", "/__management_api", "/__management-api"),
        greedy=("/__management_api", "/__management-api"),
    ),
    Mount(
        matrix42.dialect,
        matrix42.PREFIX,
        aliases=matrix42.ALIASES,
        greedy=(matrix42.PREFIX, *matrix42.ALIASES),
    ),
)
"""One row per dialect: where it stands, how else it may be spelled, and below which roots it says 404 itself."""
BESIDE = (Mount(agent, "/agent/v1", greedy=("/agent",)), Mount(respond, "/respond"))
"""What stands beside: where agents fetch what is for them, and the page on which people answer an alert."""

logs.configure()
app = Polydesk()
app.register_blueprint(auth.authorizers)
if not config.IN_LAMBDA:  # there each is a function of its own, which loads its module and not this one
    from chalicelib.outbound import sender, sweeper, worker

    for functions in (worker.workers, sender.senders, sweeper.sweepers):
        app.register_blueprint(functions)
app.mount(*DIALECTS, *BESIDE, authorizer=auth.authorize)
app.mount(Mount(home(DIALECTS), ""))

if config.IN_LAMBDA:  # now, where Lambda gives a whole processor, and not within the first request
    tuning.connection()
    if config.LOADS_AT_START:
        app.load()

gc.freeze()
gc.enable()
