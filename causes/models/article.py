"""An article as its editors work on it: head, sections, care advice and sources."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator, slug_re
from django.db import models
from django.urls import reverse
from django_prose_editor.fields import ProseEditorField

from causes import prose
from causes.lines import LinesField
from causes.models.levels import Level
from causes.models.people import Person

ARTICLE = "article"
"""The kind of an article's published document; its key is the slug."""


def _former_slug(line: str) -> None:
    if not slug_re.match(line):
        raise ValidationError(f"Give the last part of the address only, such as calf-cramps, not “{line}”.")


class Article(models.Model):
    """The draft of one cause's article."""

    slug = models.SlugField(
        unique=True,
        validators=[
            RegexValidator(r"^compare$", "That address is taken: choose another.", inverse_match=True)
        ],
        help_text="The page's address, /causes/…/. The slug of a cause, if it is one. Fixed once saved.",
    )
    former_slugs = LinesField(
        "old addresses",
        blank=True,
        each=_former_slug,
        help_text="The last part of each, one a line: calf-cramps. Visitors are led on to this page.",
    )
    position = models.PositiveSmallIntegerField(default=100, help_text="Smaller stands earlier in lists.")
    title = models.CharField(max_length=80, help_text="The name people use, such as Muscle cramps.")
    medical_name = models.CharField(
        max_length=80, blank=True, help_text="Shown in brackets. Leave empty if it is the same."
    )
    also_called = LinesField("also called", blank=True, help_text="Other names, one a line.")
    search_words = LinesField(
        "also searched for",
        blank=True,
        help_text="What people type who do not know the name, one a line: calf seized up. Never shown.",
    )
    lead = models.TextField(
        validators=[MaxLengthValidator(320)],
        help_text="At most 40 words: what it is, whether it is usually serious, what to do first.",
    )
    description = models.CharField(
        max_length=155, help_text="One sentence for search engines, at most 155 characters."
    )
    seriousness = models.CharField(max_length=10, choices=Level, help_text="The usual level of this cause.")
    how_common = models.CharField(max_length=200, blank=True)
    typical_duration = models.CharField("how long it lasts", max_length=200, blank=True)
    key_facts = LinesField(
        min_lines=3,
        max_lines=5,
        help_text="3 to 5, one a line, at most 20 words each. The most useful action is one.",
    )
    do = LinesField(
        "what helps",
        min_lines=1,
        max_lines=8,
        help_text="One a line, beginning with a verb: Keep moving the leg.",
    )
    avoid = LinesField(
        "what to avoid",
        min_lines=1,
        max_lines=8,
        help_text="One a line, true without the heading: Do not massage a swollen calf.",
    )
    advice_sources = models.ManyToManyField(
        "Source",
        blank=True,
        related_name="+",
        verbose_name="sources of what helps and what to avoid",
        help_text="Save a new source first; then it can be chosen here.",
    )
    author = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who wrote it. Empty until there is such a person.",
    )
    evidence_checked_on = models.DateField(help_text="When the sources were last looked at.")
    next_review_due = models.DateField(
        null=True, blank=True, help_text="When a clinician should look again, at most 3 years ahead."
    )

    class Meta:
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("causes:detail", args=[self.slug])


class SectionKind(models.TextChoices):
    """The parts an article may have, in the order in which a page shows them."""

    SYMPTOMS = "symptoms", "Symptoms: check if it is this"
    SELF_CARE = "self_care", "What you can do yourself"
    LOOKS_LIKE = "looks_like", "Things that feel similar"
    DIAGNOSIS = "diagnosis", "What happens if you see someone"
    TREATMENT = "treatment", "Treatments"
    RECOVERY = "recovery", "How long it lasts"
    COMPLICATIONS = "complications", "What can go wrong"
    LIVING_WITH = "living_with", "Living with it"
    CAUSES = "causes", "Causes"
    RISK = "risk", "Who gets it"
    PREVENTION = "prevention", "Stopping it coming back"
    UNCERTAINTY = "uncertainty", "What we do not know"
    PREPARE = "prepare", "Prepare for an appointment"


class Section(models.Model):
    """One part of an article, tied to the sources its claims rest on."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=20, choices=SectionKind)
    heading = models.CharField(max_length=100, help_text="Says what is in it: How to stop a cramp.")
    body = ProseEditorField(
        extensions=prose.EDITOR_EXTENSIONS,
        sanitize=prose.clean,
        help_text="Paragraphs of at most 3 short sentences. Bold for what must not be missed, nothing else.",
    )
    sources = models.ManyToManyField(
        "Source",
        blank=True,
        related_name="sections",
        help_text="The sources behind this section. Save a new source first; then it can be chosen here.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "kind"],
                name="one_section_a_kind",
                violation_error_message="This article has such a section already. Write it there.",
            )
        ]

    def __str__(self) -> str:
        return self.heading

    def save(self, *args, **kwargs) -> None:
        # The field cleans in forms only; a script or a fixture must not get round it.
        self.body = prose.clean(self.body)
        super().save(*args, **kwargs)


class Treatment(models.Model):
    """A choice in the table of treatments. One of them is to wait and do nothing."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="treatments")
    name = models.CharField(max_length=60, help_text="Two or three words: Stretching.")
    is_waiting = models.BooleanField(
        "doing nothing", default=False, help_text="Tick it for the row on what happens without treatment."
    )
    how = models.CharField("how it works", max_length=300)
    benefits = models.CharField("how it may help", max_length=300)
    risks = models.CharField("risks and limits", max_length=300)
    who_for = models.CharField("who it is for", max_length=300)
    sources = models.ManyToManyField(
        "Source",
        blank=True,
        related_name="treatments",
        help_text="The sources behind this row. Save a new source first; then it can be chosen here.",
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Picture(models.Model):
    """A drawing in one of the article's sections: what happens in the leg, or what to do."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pictures")
    kind = models.CharField(
        "section", max_length=20, choices=SectionKind, help_text="The section that it stands in, one in each."
    )
    name = models.CharField("drawing", max_length=60, help_text="A new one is a file in templates/pictures/.")
    title = models.CharField(max_length=80, help_text="What it shows: Where a cramp hurts.")
    alt = models.CharField(
        "in words",
        max_length=125,
        help_text="What a reader who cannot see it needs from it, at most 125 characters.",
    )
    caption = models.CharField(max_length=250, help_text="One or two short sentences under the drawing.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "kind"],
                name="one_picture_a_section",
                violation_error_message="This section has a picture already.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class CareAdvice(models.Model):
    """When to get help at one level of urgency. The heading is fixed for each level."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="care")
    level = models.CharField(max_length=10, choices=Level)
    items = LinesField(
        min_lines=1,
        max_lines=8,
        help_text="One sign a line, at most 20 words, going on from the heading “Call an ambulance now if”. "
        "Signs of danger with any calf pain are added by themselves: write those of this cause.",
    )
    note = models.CharField(
        max_length=400, blank=True, help_text="Who to turn to and how. Numbers are added for the region."
    )

    class Meta:
        verbose_name_plural = "care advice"
        constraints = [
            models.UniqueConstraint(
                fields=["article", "level"],
                name="one_card_a_level",
                violation_error_message="There is one card a level. Add to the one that is there.",
            )
        ]

    def __str__(self) -> str:
        return self.get_level_display()


class Source(models.Model):
    """A publication that stands behind the article."""

    class Kind(models.TextChoices):
        GUIDELINE = "guideline", "Guideline"
        REVIEW = "review", "Systematic review"
        TRIAL = "trial", "Trial or study"
        LEAFLET = "leaflet", "Leaflet or health-service page"
        TEXTBOOK = "textbook", "Textbook"
        ORGANISATION = "organisation", "Organisation that helps: no source, only a place to turn to"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="sources")
    key = models.SlugField(help_text="A short name within this article, such as nice-ng158.")
    citation = models.CharField(max_length=250)
    publisher = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=Kind)
    url = models.URLField("address", max_length=300, blank=True)
    accessed_on = models.DateField("last looked at")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "key"],
                name="one_source_a_key",
                violation_error_message="Two sources of this article have that short name.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.citation} ({self.publisher})"
