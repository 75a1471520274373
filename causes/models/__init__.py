"""The library's draft rows. The public never reads these, only live revisions."""

from causes.models.article import ARTICLE, Article, CareAdvice, Level, Section, SectionKind, Source, Treatment
from causes.models.people import Person
from causes.models.vocabulary import Cause, Finding, Sign

__all__ = [
    "ARTICLE",
    "Article",
    "CareAdvice",
    "Cause",
    "Finding",
    "Level",
    "Person",
    "Section",
    "SectionKind",
    "Sign",
    "Source",
    "Treatment",
]
