from django.db import migrations, models

# The index of words is no table that Django knows: each database has its own kind.
TABLES = {
    "sqlite": [
        "CREATE VIRTUAL TABLE search_words USING fts5("
        "words, stems, names, tokenize = 'unicode61 remove_diacritics 0')",
        "INSERT INTO search_words(search_words, rank) VALUES ('rank', 'bm25(1.0, 1.0, 0.5)')",
    ],
    "postgresql": [
        "CREATE TABLE search_words (place bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX search_words_index ON search_words USING gin (words)",
    ],
}


def create_words(apps, schema_editor):
    for statement in TABLES[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_words(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('search', '0001_initial'),
        ('search', '0002_told_day'),
        ('search', '0003_counted_hits'),
    ]

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Piece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.BigIntegerField()),
                ('openness', models.PositiveSmallIntegerField()),
                ('side', models.BigIntegerField(null=True)),
                ('embargo_until', models.DateField(null=True)),
                ('kind', models.CharField(max_length=40)),
                ('entry', models.UUIDField()),
                ('offset', models.PositiveIntegerField(default=0)),
                ('shown_kind', models.CharField(max_length=40)),
                ('shown', models.UUIDField()),
                ('title', models.CharField(max_length=1000)),
                ('text', models.TextField()),
                ('language', models.CharField(max_length=10)),
                ('day', models.DateField(null=True)),
                ('told_day', models.CharField(default='', max_length=60)),
            ],
            options={
                'indexes': [models.Index(fields=['register', 'entry'], name='search_piece_entry'), models.Index(fields=['id', 'kind', 'language', 'day', 'register'], name='search_piece_counted')],
            },
        ),
        migrations.RunPython(create_words, drop_words),
    ]
