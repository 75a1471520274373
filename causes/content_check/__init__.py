"""Check an article's text as far as a machine can tell: `faults_of(content)` names sentence and rule.

`content` is an article as a revision keeps it (`causes.compile`). What only people can judge is in
docs/content-audit.md.
"""

from causes.content import Content
from causes.content_check.language import reading_of
from causes.content_check.rules import RULES, faults_of

__all__ = ["RULES", "Content", "faults_of", "reading_of"]
