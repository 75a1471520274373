"""The library's draft rows. The public never reads these, only live revisions."""

from causes.models.article import (
    ARTICLE,
    Article,
    CareAdvice,
    Level,
    Picture,
    Section,
    SectionKind,
    Source,
    Treatment,
)
from causes.models.feedback import Feedback
from causes.models.people import Person
from causes.models.vocabulary import Cause, Finding, Sign

__all__ = [
    "ARTICLE",
    "Article",
    "CareAdvice",
    "Cause",
    "Feedback",
    "Finding",
    "Level",
    "Person",
    "Picture",
    "Section",
    "SectionKind",
    "Sign",
    "Source",
    "Treatment",
]
