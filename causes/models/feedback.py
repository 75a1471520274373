"""What readers say of a page. Nothing about who they are: no address, no browser, no time of day."""

from __future__ import annotations

from django.db import models
from django.utils.timezone import localdate


class Feedback(models.Model):
    class Answer(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "Partly"
        NO = "no", "No"

    article = models.SlugField()
    version = models.PositiveIntegerField()
    answer = models.CharField("did it answer their question", max_length=6, choices=Answer)
    text = models.TextField("what they wrote", blank=True)
    day = models.DateField(default=localdate)

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name_plural = "feedback"
        indexes = [models.Index(fields=["day"], name="feedback_by_day")]

    def __str__(self) -> str:
        return f"{self.article}, version {self.version}: {self.get_answer_display()}"
