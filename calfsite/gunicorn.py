"""How gunicorn serves the site: `gunicorn -c python:calfsite.gunicorn`. Put a buffering proxy in front."""

import gc
import os
from typing import Any

from gunicorn import glogging

from calfsite.logs import Formatter

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
wsgi_app = "calfsite.wsgi"
# gthread, because the sync worker keeps no connection alive and one slow reader blocks it.
worker_class = "gthread"
workers = 2
threads = 4
timeout = 30
graceful_timeout = 10
limit_request_line = 2048
limit_request_fields = 50
limit_request_field_size = 8190
# Off: it opens a socket in the home directory that two instances would fight over.
control_socket_disable = True
# No access log of our own: an address such as /causes/blood-clots/ says something about its reader.
accesslog = None
errorlog = "-"
# Its warnings name the address of whoever sent a request that cannot be read.
loglevel = "error"
# Else, behind a proxy on this machine, a client could name the path that the site lies under.
forwarder_headers = ""


class logger_class(glogging.Logger):
    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Formatter())

    def exception(self, msg: object, *args: object, **kwargs: Any) -> None:
        """Leave out what the message would name: the address of a request, query and all."""
        super().exception(str(msg).partition(" %")[0] if args else msg, **kwargs)


def post_fork(server: object, worker: object) -> None:
    """What is loaded by now stays: it need not be looked at by every garbage collection."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
