import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('reports', '0001_initial'),
        ('reports', '0002_effective_embargo'),
        ('reports', '0003_narrower_indexes'),
    ]

    dependencies = [
        ('instruments', '0001_tables'),
        ('parties', '0001_tables'),
        ('registers', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportingDuty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('visibility', models.CharField(choices=[('public', 'Public'), ('register', 'People of the register'), ('restricted', 'Secretariat and administrators'), ('own_side', 'Own side only')], default='register', max_length=20, verbose_name='visible to')),
                ('effective_visibility', models.CharField(default='register', editable=False, max_length=20)),
                ('embargo_until', models.DateField(blank=True, null=True, verbose_name='embargo until')),
                ('effective_embargo', models.DateField(editable=False, null=True)),
                ('handling', models.CharField(blank=True, max_length=100, verbose_name='handling marking')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('label', models.CharField(max_length=500, verbose_name='report')),
                ('recipient', models.CharField(blank=True, max_length=300, verbose_name='to whom')),
                ('due', models.CharField(blank=True, max_length=60, verbose_name='due')),
                ('due_words', models.CharField(blank=True, max_length=200)),
                ('due_earliest', models.DateField(blank=True, null=True)),
                ('due_latest', models.DateField(blank=True, db_index=True, null=True)),
                ('rule', models.CharField(blank=True, max_length=300, verbose_name='rule for the deadline')),
                ('debtor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='parties.party')),
                ('instrument', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='instruments.instrument')),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.reportingduty')),
                ('provision', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duty', to='instruments.provision')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register')),
                ('side', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.side')),
            ],
            options={
                'verbose_name_plural': 'reporting duties',
            },
        ),
    ]
