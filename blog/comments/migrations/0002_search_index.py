"""The words that moderators search: a full-text table of SQLite, or a column of PostgreSQL with its index."""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE comments_search USING fts5(words, tokenize = 'unicode61 remove_diacritics 2')",
]
POSTGRESQL = [
    "CREATE TABLE comments_search (rowid bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX comments_search_words ON comments_search USING gin (words)",
]


def make_table(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE comments_search")


class Migration(migrations.Migration):
    dependencies = [("comments", "0001_initial")]
    operations = [migrations.RunPython(make_table, drop_table)]
