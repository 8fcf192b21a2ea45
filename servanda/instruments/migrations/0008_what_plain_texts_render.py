"""Keep beside a text in plain language the words that it renders; of those there are, none are known."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("instruments", "0007_added_in")]

    operations = [
        migrations.AddField(
            model_name="plaintext",
            name="renders",
            field=models.TextField(blank=True, editable=False),
        ),
    ]
