import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('instruments', '0013_declined_ties'),
    ]

    dependencies = [
        ('instruments', '0001_tables'),
        ('registers', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='DeclinedTie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register')),
                ('provision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declined_ties', to='instruments.provision')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declined_for', to='instruments.provision')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('provision', 'target'), name='declined_tie_once')],
            },
        ),
    ]
