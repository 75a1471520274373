"""Check an article's text as far as a machine can tell: `faults_of(content)` names sentence and rule.

`content` is an article as a revision keeps it (`causes.compile`). What only people can judge is in
docs/content-audit.md.
"""

from causes.content_check.passages import Passage, passages_of
from causes.content_check.rules import RULES, Fault, Rule, faults_of, reading_of

__all__ = ["RULES", "Fault", "Passage", "Rule", "faults_of", "passages_of", "reading_of"]
