"""The WSGI entry point: `gunicorn calfsite.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "calfsite.settings")

application = get_wsgi_application()
