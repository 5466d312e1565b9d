"""How gunicorn serves the site: `gunicorn --config python:handrail.config.server handrail.config.wsgi`."""

from __future__ import annotations

import logging
import os
from typing import Any

from handrail.config.logs import NoPersonalData
from handrail.packs.installed import installed_pack

bind = "127.0.0.1:8000"
workers = int(os.environ.get("HANDRAIL_WORKERS", "2"))
threads = int(os.environ.get("HANDRAIL_THREADS", "4"))
timeout = 60
graceful_timeout = 10

# One copy of the pack in memory for all workers, and a mistake in it stops the start rather than the first visitor.
preload_app = True

# By default every instance on a machine would share one control file.
control_socket_disable = True

# A line for every request would say who looked at what.
accesslog = None
loglevel = "warning"


def on_starting(server: Any) -> None:
    """Gunicorn's own complaint about a broken request holds its address, what it said and who sent it: cut them.

    So would a log of all requests.
    """
    for name in ("gunicorn.error", "gunicorn.access"):
        logging.getLogger(name).addFilter(NoPersonalData())
    # It remarks on every HEAD request, since Django leaves it to the server to drop the body.
    logging.getLogger("gunicorn.http.wsgi").setLevel(logging.ERROR)


def when_ready(server: Any) -> None:
    """The last thing done, and said, before the site answers: no visitor waits for the code of the rules to be made."""
    installed_pack().rulebook.make_ready()
    for listener in server.LISTENERS:
        print(f"\nHandrail is ready: {listener}\nPress Ctrl+C to stop it.", flush=True)
