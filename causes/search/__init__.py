"""Find what cannot wait, and articles, by what people type: lay words, stems, synonyms, small typing errors.

The index is made in memory from the live articles and again when one is published. What is typed is
used once and kept nowhere.
"""

from causes.search.danger import Danger
from causes.search.finding import Found, find

__all__ = ["Danger", "Found", "find"]
