"""Settings, all from the environment (or `.env` beside manage.py); a bad value stops the start.

| variable       | what it is                                             | default                     |
| SECRET_KEY     | signs and encrypts; required unless DEBUG              |                             |
| SECRET_KEY_FALLBACKS | earlier keys, comma-separated, still read        | none                        |
| DEBUG          | developers only                                        | off                         |
| ALLOWED_HOSTS  | names the site answers to, comma-separated             | 127.0.0.1,localhost         |
| HTTPS          | behind TLS: secure cookies, HSTS, redirect             | on                          |
| TRUST_PROXY    | believe X-Forwarded-Proto, behind a proxy that sets it | off                         |
| DATABASE_URL   | where the drafts and revisions live                    | SQLite in var/              |
| STATIC_ROOT    | where collected static files go                        | staticfiles/                |
| REGION         | whose emergency numbers to show, see regions.py        | international               |
| SITE_NAME      | the name in the header                                 | Calf pain                   |
"""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env

from calfsite.regions import REGIONS

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()
env.read_env(BASE_DIR / ".env")

# Security

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="only-for-developers" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Give the site a long random one, for example: "
        "python -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])

HTTPS = env.bool("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
# A supervisor on this machine asks without TLS, and takes a redirect for a failure.
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
if env.bool("TRUST_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_PATH = "/admin/"
SESSION_COOKIE_AGE = 8 * 60 * 60
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_COOKIE_HTTPONLY = True
# The admin alone: a form of the check carries the token that its own cookie holds, see triage/answers.py.
CSRF_COOKIE_PATH = SESSION_COOKIE_PATH
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "calfsite.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Application

INSTALLED_APPS = [
    "calfsite.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django_htmx",
    "django_prose_editor",
    "calfsite.publishing",
    "causes",
    "triage",
]
MIDDLEWARE = [
    "calfsite.headers.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "calfsite.head.HeadMiddleware",
    "calfsite.admin_only.AdminSessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "calfsite.admin_only.AdminUsers",
    "calfsite.admin_only.AdminMessages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "calfsite.urls"
WSGI_APPLICATION = "calfsite.wsgi.application"
TEMPLATES = [
    {
        "NAME": "public pages",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "calfsite.jinja.environment",
            "context_processors": ["calfsite.context.site"],
        },
    },
    {
        "NAME": "admin",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "django"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "calfsite.context.site",
            ],
        },
    },
]

# Data

DATABASES = {"default": env.dj_db_url("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'db.sqlite3'}")}
# To open a connection, SQLite's too, takes longer than the query of a page.
DATABASES["default"]["CONN_MAX_AGE"] = 60
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # Take the write lock at once, so that two editors wait for each other instead of failing.
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Static files

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

# Language and time

LANGUAGE_CODE = "en-gb"
USE_I18N = False
TIME_ZONE = "UTC"
USE_TZ = True

# Logs: errors only, and never a request's body, its query, its cookies or whose it was.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "calfsite.logs.Formatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "ERROR"},
    # Django's own would mail reports with local variables and POST data to ADMINS, and warn of each page that
    # is not there or form that was not filled in: with its path, which says something about its reader.
    "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}

# This site

SITE_NAME = env.str("SITE_NAME", default="Calf pain")
REGION = env.str("REGION", default="international")
if REGION not in REGIONS:
    raise ImproperlyConfigured(f"REGION is “{REGION}”; it must be one of: {', '.join(REGIONS)}")
FUNDING = env.str("FUNDING", default="No sponsor, no advertising. Nobody paid for what it says.")
