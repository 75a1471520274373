import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def record_what_went_out_last(apps, schema_editor):
    publication = apps.get_model("publishing", "Publication")
    for document in apps.get_model("publishing", "Document").objects.filter(last_public__isnull=False):
        publication.objects.create(
            revision=document.last_public,
            published_at=document.published_at,
            # What editors wrote until now was not meant for the public.
            note="" if document.last_public.author_id else document.last_public.change_note,
        )


class Migration(migrations.Migration):
    dependencies = [("publishing", "0002_last_public")]

    operations = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("published_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "note",
                    models.CharField(blank=True, help_text="What changed, as the public reads it.", max_length=300),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="publishing.revision",
                    ),
                ),
            ],
            options={"ordering": ["-published_at", "-pk"], "abstract": False},
        ),
        migrations.RunPython(record_what_went_out_last, migrations.RunPython.noop),
    ]
