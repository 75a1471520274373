"""The three content security policies: reading pages, the check, the admin.

Written as Django 6 spells SECURE_CSP; before Django 6 the same dictionaries go to django-csp.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django

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
    from django.middleware.csp import get_nonce
    from django.utils.csp import CSP
    from django.views.decorators.csp import csp_override as with_policy

    NONCE: Any = CSP.NONCE
else:
    from csp.constants import NONCE
    from csp.decorators import csp_replace

    def with_policy(policy: dict[str, list[Any]]) -> Callable[[Callable], Callable]:
        """Serve a view under this policy instead of the public one."""
        return csp_replace({**policy})

    def get_nonce(request: Any) -> str:
        return request.csp_nonce


ADMIN: dict[str, list[Any]] = CHECK | {
    "script-src": [SELF, NONCE],
    "style-src": [SELF, EDITOR_STYLE],
    "font-src": [SELF],
    "img-src": [SELF, "data:"],
}
