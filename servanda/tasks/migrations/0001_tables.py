import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('tasks', '0001_initial'),
        ('tasks', '0002_language_of_the_reader'),
        ('tasks', '0003_tries_not_counted'),
    ]

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('key', models.CharField(max_length=200, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('arguments', models.JSONField(default=dict)),
                ('register', models.UUIDField(null=True)),
                ('asked_by', models.UUIDField(null=True)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'running'), ('done', 'done'), ('failed', 'failed')], default='waiting', max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('leased_until', models.DateTimeField(null=True)),
                ('lease', models.UUIDField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('spared', models.PositiveSmallIntegerField(default=0)),
                ('ended_at', models.DateTimeField(null=True)),
                ('done_parts', models.PositiveIntegerField(default=0)),
                ('all_parts', models.PositiveIntegerField(default=0)),
                ('message', models.TextField(blank=True)),
                ('language', models.CharField(blank=True, max_length=10)),
                ('told', models.JSONField(default=dict)),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'leased_until'], name='task_state')],
            },
        ),
    ]
