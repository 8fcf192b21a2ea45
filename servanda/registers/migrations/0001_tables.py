import django.db.models.deletion
import django.utils.timezone
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('registers', '0001_initial'),
        ('registers', '0002_people_and_invitations'),
        ('registers', '0003_invitation_party'),
        ('registers', '0004_effective_embargo'),
        ('registers', '0005_narrower_indexes'),
        ('registers', '0006_saved_views'),
        ('registers', '0007_waiting_for_acceptance'),
    ]

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('username', models.CharField(max_length=150, unique=True, verbose_name='user name')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('language', models.CharField(blank=True, max_length=10, verbose_name='language')),
                ('is_active', models.BooleanField(default=True, verbose_name='may sign in')),
                ('is_operator', models.BooleanField(default=False, help_text='The operator of this installation, in whose name commands act')),
                ('sessions_ended', models.PositiveIntegerField(default=0, editable=False, help_text='How often all sessions of the account were ended')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Register',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('language', models.CharField(default='en', max_length=10, verbose_name='main language')),
                ('is_public', models.BooleanField(default=False, verbose_name='anyone may read what is public in it')),
                ('is_fictional', models.BooleanField(default=False, verbose_name='everything in it is invented')),
                ('is_library', models.BooleanField(default=False, verbose_name='holds frameworks for all registers')),
                ('waits_for_acceptance', models.BooleanField(default=False, verbose_name='what focal points say waits to be accepted')),
                ('handling', models.CharField(blank=True, max_length=100, verbose_name='handling marking')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'ordering': ['title'],
            },
        ),
        migrations.CreateModel(
            name='Side',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('key', models.SlugField(max_length=60)),
                ('title', models.CharField(max_length=200)),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sides', to='registers.register')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('register', 'key'), name='side_key')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('visibility', models.CharField(choices=[('public', 'Public'), ('register', 'People of the register'), ('restricted', 'Secretariat and administrators'), ('own_side', 'Own side only')], default='register', max_length=20, verbose_name='visible to')),
                ('effective_visibility', models.CharField(default='register', editable=False, max_length=20)),
                ('embargo_until', models.DateField(blank=True, null=True, verbose_name='embargo until')),
                ('effective_embargo', models.DateField(editable=False, null=True)),
                ('handling', models.CharField(blank=True, max_length=100, verbose_name='handling marking')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('subject_kind', models.CharField(max_length=40)),
                ('subject', models.UUIDField(db_index=True)),
                ('kind', models.CharField(choices=[('position', 'Our position'), ('ask', 'What to ask'), ('speaker', 'Who speaks')], max_length=20, verbose_name='kind')),
                ('text', models.TextField(verbose_name='text')),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.note')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register')),
                ('side', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.side')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('effective_visibility', 'own_side'), ('side__isnull', False), ('visibility', 'own_side')), name='note_is_of_one_side', violation_error_message='A note belongs to one side and is seen by it alone.')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('language', models.CharField(blank=True, max_length=10, verbose_name='language')),
                ('role', models.CharField(choices=[('reader', 'reader'), ('focal_point', 'focal point'), ('editor', 'editor'), ('secretariat', 'secretariat'), ('administrator', 'administrator')], max_length=20, verbose_name='role')),
                ('party', models.UUIDField(blank=True, null=True, verbose_name='party')),
                ('since', models.DateField(blank=True, null=True, verbose_name='from')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('code_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('invited_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('is_revoked', models.BooleanField(default=False)),
                ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='registers.register')),
                ('side', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='registers.side')),
            ],
            options={
                'ordering': ['-invited_at'],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('role', models.CharField(choices=[('reader', 'reader'), ('focal_point', 'focal point'), ('editor', 'editor'), ('secretariat', 'secretariat'), ('administrator', 'administrator')], max_length=20)),
                ('is_suspended', models.BooleanField(default=False, verbose_name='suspended')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to=settings.AUTH_USER_MODEL)),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='registers.register')),
                ('side', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='registers.side')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('account', 'register'), name='assignment_account_register', violation_error_message='This person already has a role in the register.')],
            },
        ),
        migrations.CreateModel(
            name='OwnView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list_kind', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=100, verbose_name='name of the view')),
                ('query', models.CharField(blank=True, max_length=4000)),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('register', 'account', 'list_kind', 'name'), name='own_view_name')],
            },
        ),
        migrations.CreateModel(
            name='SharedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, unique=True)),
                ('list_kind', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=100, verbose_name='name of the view')),
                ('query', models.CharField(blank=True, max_length=4000)),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('register', 'list_kind', 'name'), name='shared_view_name')],
            },
        ),
    ]
