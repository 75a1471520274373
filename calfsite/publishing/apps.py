from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "calfsite.publishing"
    label = "publishing"
    verbose_name = "Versions and approvals"
