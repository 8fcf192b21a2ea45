import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('sources', '0001_initial'),
        ('sources', '0002_traces_and_differences'),
        ('sources', '0003_places_in_files'),
        ('sources', '0004_redactions'),
        ('sources', '0005_effective_embargo'),
        ('sources', '0006_narrower_indexes'),
        ('sources', '0007_latest_versions'),
    ]

    dependencies = [
        ('registers', '0001_tables'),
        ('registers', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('visibility', models.CharField(choices=[('public', 'Public'), ('register', 'People of the register'), ('restricted', 'Secretariat and administrators'), ('own_side', 'Own side only')], default='register', max_length=20, verbose_name='visible to')),
                ('effective_visibility', models.CharField(default='register', editable=False, max_length=20)),
                ('embargo_until', models.DateField(blank=True, null=True, verbose_name='embargo until')),
                ('effective_embargo', models.DateField(editable=False, null=True)),
                ('handling', models.CharField(blank=True, max_length=100, verbose_name='handling marking')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('press', 'press'), ('release', 'release'), ('letter', 'letter'), ('note_verbale', 'note verbale'), ('minutes', 'minutes'), ('agreement', 'agreement'), ('report', 'report'), ('law', 'law'), ('plan', 'plan'), ('statement', 'statement'), ('other', 'other')], max_length=20, verbose_name='kind')),
                ('title', models.CharField(max_length=500, verbose_name='title')),
                ('language', models.CharField(blank=True, max_length=10, verbose_name='language')),
                ('publisher', models.CharField(blank=True, max_length=300, verbose_name='publisher')),
                ('url', models.URLField(blank=True, max_length=1000, verbose_name='address')),
                ('sender', models.CharField(blank=True, max_length=300, verbose_name='from')),
                ('recipient', models.CharField(blank=True, max_length=300, verbose_name='to')),
                ('own_reference', models.CharField(blank=True, max_length=100, verbose_name='our reference')),
                ('foreign_reference', models.CharField(blank=True, max_length=100, verbose_name='their reference')),
                ('published', models.CharField(blank=True, max_length=60, verbose_name='published on')),
                ('published_words', models.CharField(blank=True, max_length=200)),
                ('published_earliest', models.DateField(blank=True, null=True)),
                ('published_latest', models.DateField(blank=True, null=True)),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.document')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register')),
                ('side', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.side')),
            ],
            options={
                'indexes': [models.Index(fields=['register', 'published_latest'], name='document_published')],
            },
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField(help_text='first character after it')),
                ('page', models.PositiveIntegerField(null=True)),
                ('place', models.CharField(blank=True, help_text='name of the place, as of a cell: Plan!C5', max_length=100)),
                ('quote', models.TextField()),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register')),
            ],
            options={
                'ordering': ['start', 'end'],
                'constraints': [models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='passage_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Difference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('visibility', models.CharField(choices=[('public', 'Public'), ('register', 'People of the register'), ('restricted', 'Secretariat and administrators'), ('own_side', 'Own side only')], default='register', max_length=20, verbose_name='visible to')),
                ('effective_visibility', models.CharField(default='register', editable=False, max_length=20)),
                ('embargo_until', models.DateField(blank=True, null=True, verbose_name='embargo until')),
                ('effective_embargo', models.DateField(editable=False, null=True)),
                ('handling', models.CharField(blank=True, max_length=100, verbose_name='handling marking')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('entry_kind', models.CharField(max_length=40)),
                ('entry', models.UUIDField(db_index=True)),
                ('field', models.CharField(max_length=60)),
                ('value', models.CharField(max_length=500, verbose_name='value')),
                ('words', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('open', 'open'), ('taken', 'stands'), ('left', 'does not stand')], default='open', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.difference')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register')),
                ('side', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.side')),
                ('passage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='differences', to='sources.passage')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('passage', 'entry', 'field'), name='difference_once')],
            },
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('entry_kind', models.CharField(max_length=40)),
                ('entry', models.UUIDField(db_index=True)),
                ('field', models.CharField(max_length=60)),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register')),
                ('passage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='sources.passage')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('passage', 'entry', 'field'), name='citation_once')],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('number', models.PositiveIntegerField(default=1)),
                ('sha256', models.CharField(max_length=64)),
                ('file_name', models.CharField(max_length=255)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveBigIntegerField(help_text='bytes')),
                ('text', models.TextField()),
                ('pages', models.JSONField(default=list, help_text='[[number, start, end], …]')),
                ('asides', models.JSONField(default=list, help_text='[[page, top or foot, words], …]')),
                ('anchors', models.JSONField(default=list, help_text='[[name, start], …] in order')),
                ('boxes', models.JSONField(default=list, help_text='[[start, end, left, top, right, bottom], …] in ten-thousandths')),
                ('warnings', models.JSONField(default=list)),
                ('redactions', models.JSONField(default=list, help_text='[[start, end], …] of words taken out: the file is not given out')),
                ('received_at', models.DateTimeField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='sources.document')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register')),
            ],
            options={
                'indexes': [models.Index(fields=['register', 'received_at', 'id'], name='version_latest')],
                'constraints': [models.UniqueConstraint(fields=('document', 'number'), name='version_number'), models.UniqueConstraint(fields=('register', 'sha256'), name='version_file_once', violation_error_message='This file is in the register already.')],
            },
        ),
        migrations.CreateModel(
            name='Trace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('start', models.PositiveIntegerField(null=True)),
                ('end', models.PositiveIntegerField(help_text='first character after it', null=True)),
                ('gone_since', models.PositiveIntegerField(help_text='number of the version since which the words have been gone', null=True)),
                ('passage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='traces', to='sources.passage')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='traces', to='sources.version')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('passage', 'version'), name='trace_once'), models.CheckConstraint(condition=models.Q(models.Q(('end', None), ('gone_since__isnull', False), ('start', None)), models.Q(('end__gt', models.F('start')), ('gone_since', None)), _connector='OR'), name='trace_stands_or_is_gone')],
            },
        ),
        migrations.AddField(
            model_name='passage',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='sources.version'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('version', 'start', 'end'), name='passage_place'),
        ),
    ]
