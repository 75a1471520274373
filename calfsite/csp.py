"""The three content security policies: reading pages, the check, the admin.

The first two never change, so their headers are made once. The admin's has a nonce: Django 6 or,
before it, django-csp writes that one, from the same spelling of a policy.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import django
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import decorator_from_middleware

HEADER = "Content-Security-Policy"
NONE, SELF = "'none'", "'self'"

PUBLIC: dict[str, list[str]] = {
    "default-src": [NONE],
    "style-src": [SELF],
    "img-src": [SELF],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
}

CHECK = PUBLIC | {"script-src": [SELF], "connect-src": [SELF]}

# The prose editor injects one style element; this is its hash.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"

if django.VERSION >= (6, 0):
    from django.middleware.csp import ContentSecurityPolicyMiddleware as NonceMiddleware
    from django.middleware.csp import get_nonce
    from django.utils.csp import CSP
    from django.views.decorators.csp import csp_override

    NONCE: Any = CSP.NONCE
else:
    from csp.constants import NONCE
    from csp.decorators import csp as csp_override
    from csp.middleware import CSPMiddleware as NonceMiddleware

    def get_nonce(request: Any) -> str:
        return request.csp_nonce


ADMIN: dict[str, list[Any]] = CHECK | {
    "script-src": [SELF, NONCE],
    "style-src": [SELF, EDITOR_STYLE],
    "font-src": [SELF],
    "img-src": [SELF, "data:"],
}


def header(policy: dict[str, list[str]]) -> str:
    """Return a policy without a nonce as the header's value."""
    return "; ".join(f"{directive} {' '.join(sources)}" for directive, sources in policy.items())


def with_policy(policy: dict[str, list[str]]) -> Callable[[Callable], Callable]:
    """Serve a view under this policy instead of the public one."""
    value = header(policy)

    def decorator(view: Callable) -> Callable:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = view(request, *args, **kwargs)
            response.headers[HEADER] = value
            return response

        return wrapped

    return decorator


def with_admin_policy(view: Callable) -> Callable:
    """Serve a view of the admin: with a nonce for its scripts."""
    return decorator_from_middleware(NonceMiddleware)(csp_override(ADMIN)(view))
