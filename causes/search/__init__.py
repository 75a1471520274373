"""Find articles by what people type: other names, lay words, stems, synonyms and small typing errors.

The index is made in memory from the live articles and again when one is published. What is typed is
used once and kept nowhere.
"""

from causes.search.danger import Danger, dangers_in
from causes.search.finding import find

__all__ = ["Danger", "dangers_in", "find"]
