"""The vocabulary of findings, the causes, and each cause's signs."""

from __future__ import annotations

from django.db import models

from causes.models.levels import Level


class Finding(models.Model):
    """Something a person can notice, under one code that rules, signs and answers share."""

    code = models.SlugField(max_length=60, unique=True, help_text="Never changes once it is used.")
    group = models.CharField(max_length=30)
    meaning = models.CharField(
        max_length=200,
        help_text="As a reader would be told it, with “you” and “your”, in a clause without a full stop. "
        "It stands in comparisons and on the page on how the check works.",
    )

    class Meta:
        ordering = ["group", "code"]

    def __str__(self) -> str:
        return self.code


class Cause(models.Model):
    """A cause that the check can list. Its article has the same slug."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0, help_text="Breaks ties in the ranking.")
    floor = models.CharField(
        max_length=10,
        choices=Level,
        help_text="The least urgency when this cause stands first. "
        "A cause whose floor is emergency is listed only when an emergency rule names it.",
    )
    summary = models.CharField(
        max_length=400, help_text="What it is and when to get help. Shown until the article is live."
    )
    gate = models.ManyToManyField(
        Finding,
        blank=True,
        related_name="+",
        help_text="If any are chosen, the cause is listed only when one of them is present.",
    )

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name


class Sign(models.Model):
    """How strongly a finding speaks for a cause, or against it."""

    cause = models.ForeignKey(Cause, on_delete=models.CASCADE, related_name="signs")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="signs")
    points = models.SmallIntegerField(
        help_text="4 nearly decides it, 1 is a hint, below 0 speaks against it. They order the reading list."
    )

    class Meta:
        ordering = ["-points", "finding__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["cause", "finding"],
                name="one_sign_a_finding",
                violation_error_message="This cause has that finding already. Change its points instead.",
            ),
            models.CheckConstraint(
                condition=models.Q(points__range=(-4, 4)),
                name="points_within_four",
                violation_error_message="Points go from -4 to 4.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding} {self.points:+d}"
