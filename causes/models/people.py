"""Who writes and who checks. Nobody is invented: a new site has no people."""

from __future__ import annotations

from django.db import models


class Person(models.Model):
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120, help_text="For example: general practitioner.")
    qualifications = models.CharField(max_length=200)
    conflicts = models.CharField(
        "conflicts of interest", max_length=300, help_text="Write “None declared” if there are none."
    )

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return f"{self.name}, {self.role}"
