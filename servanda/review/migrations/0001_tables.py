import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('review', '0001_initial'),
        ('review', '0002_models_and_versions'),
        ('review', '0003_model_reading_asked'),
        ('review', '0004_proposal_grounds'),
        ('review', '0005_effective_embargo'),
        ('review', '0006_fill_effective_embargo'),
        ('review', '0007_narrower_indexes'),
    ]

    dependencies = [
        ('registers', '0001_tables'),
        ('registers', '__first__'),
        ('sources', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadingRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('visibility', models.CharField(choices=[('public', 'Public'), ('register', 'People of the register'), ('restricted', 'Secretariat and administrators'), ('own_side', 'Own side only')], default='register', max_length=20, verbose_name='visible to')),
                ('effective_visibility', models.CharField(default='register', editable=False, max_length=20)),
                ('embargo_until', models.DateField(blank=True, null=True, verbose_name='embargo until')),
                ('effective_embargo', models.DateField(editable=False, null=True)),
                ('handling', models.CharField(blank=True, max_length=100, verbose_name='handling marking')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('engine', models.CharField(max_length=60)),
                ('read_at', models.DateTimeField()),
                ('told_before', models.PositiveIntegerField(default=0, help_text='found as well, and found so in an earlier version already')),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='review.readingrun')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register')),
                ('side', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.side')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='sources.version')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ModelReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('visibility', models.CharField(choices=[('public', 'Public'), ('register', 'People of the register'), ('restricted', 'Secretariat and administrators'), ('own_side', 'Own side only')], default='register', max_length=20, verbose_name='visible to')),
                ('effective_visibility', models.CharField(default='register', editable=False, max_length=20)),
                ('embargo_until', models.DateField(blank=True, null=True, verbose_name='embargo until')),
                ('effective_embargo', models.DateField(editable=False, null=True)),
                ('handling', models.CharField(blank=True, max_length=100, verbose_name='handling marking')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('name', models.CharField(max_length=100, verbose_name='model')),
                ('host', models.CharField(max_length=255, verbose_name='sent to')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='answered on')),
                ('proposed', models.PositiveIntegerField(default=0, verbose_name='proposed')),
                ('left_out', models.JSONField(blank=True, default=list)),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='review.modelreading')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register')),
                ('side', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.side')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='model_readings', to='review.readingrun')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('visibility', models.CharField(choices=[('public', 'Public'), ('register', 'People of the register'), ('restricted', 'Secretariat and administrators'), ('own_side', 'Own side only')], default='register', max_length=20, verbose_name='visible to')),
                ('effective_visibility', models.CharField(default='register', editable=False, max_length=20)),
                ('embargo_until', models.DateField(blank=True, null=True, verbose_name='embargo until')),
                ('effective_embargo', models.DateField(editable=False, null=True)),
                ('handling', models.CharField(blank=True, max_length=100, verbose_name='handling marking')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('party', 'party'), ('person', 'person'), ('body', 'body'), ('instrument', 'instrument'), ('meeting', 'meeting'), ('commitment', 'commitment')], max_length=20)),
                ('order', models.PositiveIntegerField()),
                ('found', models.JSONField()),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('quote', models.TextField()),
                ('grounds', models.JSONField(blank=True, default=list)),
                ('state', models.CharField(choices=[('open', 'open'), ('accepted', 'accepted'), ('changed', 'changed and accepted'), ('rejected', 'rejected')], default='open', max_length=20)),
                ('accepted', models.JSONField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('entry_kind', models.CharField(blank=True, max_length=40)),
                ('entry', models.UUIDField(blank=True, db_index=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='review.proposal')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register')),
                ('side', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.side')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='review.readingrun')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('run', 'kind', 'order'), name='proposal_place'), models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='proposal_quotes')],
            },
        ),
    ]
