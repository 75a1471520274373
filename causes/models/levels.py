"""How soon to get help, in the words editors choose from."""

from django.db import models


class Level(models.TextChoices):
    """The severest first: lists go by this order."""

    EMERGENCY = "emergency", "Emergency: ambulance or emergency department now"
    SAME_DAY = "same-day", "Same day: be assessed today"
    ROUTINE = "routine", "Routine: see a doctor within days to 2 weeks"
    SELF_CARE = "self-care", "Self-care, with clear words on when to see a doctor"
