"""The WSGI entry point: `gunicorn calfsite.wsgi`."""

import os
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "calfsite.settings")

CHARSET = re.compile(r";\s*charset=(?!\"?utf-?8)[^;]*", re.IGNORECASE)
"""An encoding that is not ours. Django decodes the query by it before any view could answer for it."""

_django = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    if "CONTENT_TYPE" in environ:
        environ["CONTENT_TYPE"] = CHARSET.sub("", environ["CONTENT_TYPE"])
    return _django(environ, start_response)
