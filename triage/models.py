"""The check's draft rows: questions, options, rules and outcomes. The check runs on live revisions only."""

from __future__ import annotations

from django.db import models

from causes.lines import LinesField
from causes.models import Cause, Finding
from causes.models.levels import Level

CHECK = "check"
"""The kind, and the key, of the check's published document."""


class Question(models.Model):
    class Choice(models.TextChoices):
        ONE = "one", "One answer"
        MANY = "many", "All that fit"

    slug = models.SlugField(
        unique=True, help_text="Its address under /check/ and its name in rules: unsure:swelling."
    )
    position = models.PositiveSmallIntegerField(help_text="Smaller is asked earlier. Red flags come first.")
    shares_page = models.BooleanField(
        "on the page of the question before it", default=False, help_text="One question a page is best."
    )
    text = models.CharField("question", max_length=200, help_text="At most 20 words, as you would ask it.")
    hint = models.CharField(max_length=300, blank=True, help_text="One sentence above the answers.")
    why = models.CharField("why we ask", max_length=300, blank=True)
    choice = models.CharField(max_length=4, choices=Choice, default=Choice.MANY)
    none = models.CharField(
        "“none” in words", max_length=80, blank=True, help_text="“None of these”. Empty: not offered."
    )
    unsure = models.CharField(
        "“not sure” in words", max_length=80, blank=True, help_text="“I am not sure”. Empty: not offered."
    )
    unsure_counts_as = models.ManyToManyField(
        Finding,
        blank=True,
        related_name="+",
        help_text="What the rules assume after “not sure”, so that it is never taken as “no”.",
    )
    asked_when = LinesField(
        blank=True,
        help_text="Empty: always. Otherwise every line must hold, over answers to earlier pages: "
        "trigger-push-off or onset-sudden.",
    )

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.text


class Option(models.Model):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField("words", max_length=200, help_text="At most 10 words where it can be.")
    findings = models.ManyToManyField(Finding, related_name="+", help_text="What ticking it stands for.")
    alone = models.BooleanField(
        "stands alone", default=False, help_text="Cannot be ticked together with another answer."
    )

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label


class Rule(models.Model):
    code = models.CharField(
        max_length=12, unique=True, help_text="E emergency, S same day, R routine, U not sure."
    )
    position = models.PositiveSmallIntegerField(default=0)
    urgency = models.CharField(
        max_length=10, choices=Level, help_text="At least this urgent when the rule fires."
    )
    terms = LinesField(
        "fires when",
        help_text="Every line must hold. On a line, findings joined by “or”: any one is enough. "
        "“2 of: calf-tender, veins-visible, previous-clot” asks for two. "
        "“unsure:swelling” is a “not sure” to that question. There is no “not”.",
    )
    suspects = models.ManyToManyField(
        Cause, blank=True, related_name="+", help_text="Causes listed first when this rule decides."
    )
    reason = models.CharField(max_length=300, help_text="Said to the person. Never “you have”.")
    basis = models.CharField(max_length=400, blank=True, help_text="Said to colleagues.")
    source = models.CharField(max_length=400, help_text="What it rests on: guideline or study, year.")
    sooner = models.CharField(
        "get help sooner if",
        max_length=200,
        blank=True,
        help_text="Said to somebody for whom this rule has not fired: what to watch for. "
        "Empty: this rule is not among the signs listed.",
    )

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"


class Outcome(models.Model):
    """The words of the result page at one level. The consultation warning is not among them: it is fixed."""

    urgency = models.CharField(max_length=10, choices=Level, unique=True)
    heading = models.CharField(max_length=100, help_text="What to do and how soon.")
    how_soon = models.CharField("how soon and how", max_length=300)
    steps = LinesField("what to do meanwhile", min_lines=1, max_lines=8, help_text="One a line.")
    avoid = LinesField(
        "what to avoid", blank=True, max_lines=8, help_text="One a line, each true on its own: “Do not …”."
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_urgency_display()
