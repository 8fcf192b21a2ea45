import django.db.models.deletion
import django.db.models.functions.comparison
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('meetings', '0001_initial'),
        ('meetings', '0002_effective_embargo'),
        ('meetings', '0003_narrower_indexes'),
        ('meetings', '0004_rhythm_hosts_and_links'),
        ('meetings', '0005_agenda_begins_with_past_decisions'),
    ]

    dependencies = [
        ('instruments', '0001_tables'),
        ('parties', '0001_tables'),
        ('registers', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('visibility', models.CharField(choices=[('public', 'Public'), ('register', 'People of the register'), ('restricted', 'Secretariat and administrators'), ('own_side', 'Own side only')], default='register', max_length=20, verbose_name='visible to')),
                ('effective_visibility', models.CharField(default='register', editable=False, max_length=20)),
                ('embargo_until', models.DateField(blank=True, null=True, verbose_name='embargo until')),
                ('effective_embargo', models.DateField(editable=False, null=True)),
                ('handling', models.CharField(blank=True, max_length=100, verbose_name='handling marking')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('label', models.CharField(max_length=300, verbose_name='name')),
                ('number', models.PositiveIntegerField(blank=True, null=True, verbose_name='number in the series')),
                ('status', models.CharField(choices=[('planned', 'planned'), ('held', 'held'), ('postponed', 'postponed'), ('cancelled', 'cancelled')], max_length=20, verbose_name='status')),
                ('date', models.CharField(blank=True, max_length=60, verbose_name='date')),
                ('date_words', models.CharField(blank=True, max_length=200)),
                ('date_earliest', models.DateField(blank=True, db_index=True, null=True)),
                ('date_latest', models.DateField(blank=True, null=True)),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('format', models.CharField(blank=True, choices=[('online', 'online'), ('in_person', 'in person'), ('hybrid', 'hybrid')], max_length=20, verbose_name='format')),
                ('host', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings_hosted', to='parties.party', verbose_name='host')),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.meeting')),
                ('record', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meeting', to='instruments.instrument')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register')),
                ('side', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.side')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('visibility', models.CharField(choices=[('public', 'Public'), ('register', 'People of the register'), ('restricted', 'Secretariat and administrators'), ('own_side', 'Own side only')], default='register', max_length=20, verbose_name='visible to')),
                ('effective_visibility', models.CharField(default='register', editable=False, max_length=20)),
                ('embargo_until', models.DateField(blank=True, null=True, verbose_name='embargo until')),
                ('effective_embargo', models.DateField(editable=False, null=True)),
                ('handling', models.CharField(blank=True, max_length=100, verbose_name='handling marking')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('order', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=500, verbose_name='title')),
                ('about', models.CharField(blank=True, choices=[('past_decisions', 'past decisions')], max_length=20, verbose_name='filled with')),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.agendaitem')),
                ('provision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='instruments.provision')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register')),
                ('side', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.side')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agenda', to='meetings.meeting')),
            ],
            options={
                'ordering': ['order', 'id'],
            },
        ),
        migrations.CreateModel(
            name='MeetingSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('visibility', models.CharField(choices=[('public', 'Public'), ('register', 'People of the register'), ('restricted', 'Secretariat and administrators'), ('own_side', 'Own side only')], default='register', max_length=20, verbose_name='visible to')),
                ('effective_visibility', models.CharField(default='register', editable=False, max_length=20)),
                ('embargo_until', models.DateField(blank=True, null=True, verbose_name='embargo until')),
                ('effective_embargo', models.DateField(editable=False, null=True)),
                ('handling', models.CharField(blank=True, max_length=100, verbose_name='handling marking')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('label', models.CharField(max_length=300, verbose_name='name')),
                ('level', models.CharField(blank=True, max_length=500, verbose_name='level')),
                ('rhythm', models.CharField(blank=True, max_length=100, verbose_name='rhythm')),
                ('rhythm_words', models.CharField(blank=True, max_length=300, verbose_name='rhythm, as the source has it')),
                ('counted_from', models.CharField(blank=True, max_length=60, verbose_name='counted from')),
                ('counted_from_words', models.CharField(blank=True, max_length=200)),
                ('counted_from_earliest', models.DateField(blank=True, null=True)),
                ('counted_from_latest', models.DateField(blank=True, null=True)),
                ('follows', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='meetings.meetingseries', verbose_name='takes up what is open in')),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.meetingseries')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register')),
                ('side', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.side')),
            ],
            options={
                'verbose_name_plural': 'meeting series',
            },
        ),
        migrations.AddField(
            model_name='meeting',
            name='series',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='meetings.meetingseries'),
        ),
        migrations.CreateModel(
            name='OnlineLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('visibility', models.CharField(choices=[('public', 'Public'), ('register', 'People of the register'), ('restricted', 'Secretariat and administrators'), ('own_side', 'Own side only')], default='register', max_length=20, verbose_name='visible to')),
                ('effective_visibility', models.CharField(default='register', editable=False, max_length=20)),
                ('embargo_until', models.DateField(blank=True, null=True, verbose_name='embargo until')),
                ('effective_embargo', models.DateField(editable=False, null=True)),
                ('handling', models.CharField(blank=True, max_length=100, verbose_name='handling marking')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('address', models.URLField(max_length=500, verbose_name='online link')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='online_link', to='meetings.meeting')),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.onlinelink')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register')),
                ('side', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.side')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('visibility', 'public'), _negated=True), name='online_link_is_not_public', violation_error_message='The link of a meeting online is never public.')],
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('visibility', models.CharField(choices=[('public', 'Public'), ('register', 'People of the register'), ('restricted', 'Secretariat and administrators'), ('own_side', 'Own side only')], default='register', max_length=20, verbose_name='visible to')),
                ('effective_visibility', models.CharField(default='register', editable=False, max_length=20)),
                ('embargo_until', models.DateField(blank=True, null=True, verbose_name='embargo until')),
                ('effective_embargo', models.DateField(editable=False, null=True)),
                ('handling', models.CharField(blank=True, max_length=100, verbose_name='handling marking')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='meetings.meeting')),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.participation')),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='parties.party')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='parties.person')),
                ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='parties.post')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register')),
                ('side', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.side')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('meeting'), django.db.models.functions.comparison.Coalesce('party', 0, output_field=models.BigIntegerField()), django.db.models.functions.comparison.Coalesce('person', 0, output_field=models.BigIntegerField()), django.db.models.functions.comparison.Coalesce('post', 0, output_field=models.BigIntegerField()), name='participation_once'), models.CheckConstraint(condition=models.Q(('party__isnull', False), ('person__isnull', False), ('post__isnull', False), _connector='OR'), name='participation_of_someone', violation_error_message='Name a party, a person or a post.')],
            },
        ),
        migrations.CreateModel(
            name='SeriesParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('turn', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='turn as host')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='series', to='parties.party')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='meetings.meetingseries')),
            ],
            options={
                'verbose_name_plural': 'series parties',
                'constraints': [models.UniqueConstraint(fields=('series', 'party'), name='series_party')],
            },
        ),
    ]
