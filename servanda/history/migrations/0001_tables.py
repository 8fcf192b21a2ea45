import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('history', '0001_initial'),
        ('history', '0002_tree'),
    ]

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Chain',
            fields=[
                ('register', models.UUIDField(primary_key=True, serialize=False)),
                ('sequence', models.PositiveBigIntegerField(default=0)),
                ('digest', models.BinaryField(max_length=32)),
                ('peaks', models.BinaryField(default=b'', help_text='Of the tree over the records: 32 bytes each, the largest first')),
            ],
        ),
        migrations.CreateModel(
            name='Checkpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.UUIDField()),
                ('size', models.PositiveBigIntegerField()),
                ('root', models.BinaryField(max_length=32)),
                ('at', models.DateTimeField()),
                ('note', models.TextField()),
            ],
            options={
                'ordering': ['-size'],
                'constraints': [models.UniqueConstraint(fields=('register', 'size'), name='history_checkpoint_size', violation_error_message='There is a checkpoint of this size.')],
            },
        ),
        migrations.CreateModel(
            name='Record',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('register', models.UUIDField()),
                ('sequence', models.PositiveBigIntegerField()),
                ('digest', models.BinaryField(max_length=32)),
                ('recorded_at', models.DateTimeField()),
                ('actor', models.UUIDField(help_text='The account that acted; none: the installation', null=True)),
                ('action', models.CharField(max_length=60)),
                ('reason', models.TextField(blank=True)),
                ('reason_salt', models.BinaryField(max_length=16, null=True)),
                ('reason_digest', models.BinaryField(max_length=32, null=True)),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(fields=('register', 'sequence'), name='history_record_sequence', violation_error_message='This place in the chain is taken.')],
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('entry', models.UUIDField(db_index=True)),
                ('field', models.CharField(max_length=60)),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField(null=True)),
                ('salt', models.BinaryField(max_length=16, null=True)),
                ('digest', models.BinaryField(max_length=32)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='history.record')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
    ]
