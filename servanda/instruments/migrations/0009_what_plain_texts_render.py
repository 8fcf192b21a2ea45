"""Keep beside a text in plain language the words that it renders."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def note_words(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Take the words that its wording has for those that a text renders, as far as is known."""
    plain_texts = apps.get_model("instruments", "PlainText").objects
    texts = apps.get_model("instruments", "WordingText").objects
    for plain in plain_texts.exclude(of_wording=None).iterator():
        originals = texts.filter(of=plain.of_wording_id, is_original=True).order_by("pk")
        plain.renders = originals.values_list("text", flat=True).first() or ""
        plain.save(update_fields=["renders"])


class Migration(migrations.Migration):
    dependencies = [("instruments", "0008_what_added_provisions")]

    operations = [
        migrations.AddField(
            model_name="plaintext",
            name="renders",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.RunPython(note_words, migrations.RunPython.noop),
    ]
