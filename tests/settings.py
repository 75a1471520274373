"""The site's settings with what a test run needs: a key of its own, plain http, static files as they lie."""

import os

os.environ["SECRET_KEY"] = "tests-only-" + "x" * 50
os.environ["DEBUG"] = "false"
os.environ["HTTPS"] = "false"
os.environ["ALLOWED_HOSTS"] = "testserver,127.0.0.1,localhost"
os.environ["REGION"] = "international"
# Playwright leaves an event loop running, beside which Django's ORM would refuse to work.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from calfsite.settings import *  # noqa: F403
from calfsite.settings import STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
