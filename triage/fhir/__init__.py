"""The check in FHIR R4, for other software: the questions, and one person's answers.

Pure functions over the core: no Django, no clock, no files, no network.
"""

from triage.fhir.conditions import CannotBeSaid
from triage.fhir.questionnaires import questionnaire
from triage.fhir.responses import response, values_of

__all__ = ["CannotBeSaid", "questionnaire", "response", "values_of"]
