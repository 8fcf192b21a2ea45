"""Taking the index off a column without writing its table anew, as Django does on SQLite."""

from django.db.migrations import AlterField


class TakeIndexOff(AlterField):
    """An AlterField of which nothing but the index of the column is another."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "sqlite":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        column = model._meta.get_field(self.name).column
        with schema_editor.connection.cursor() as cursor:
            found = schema_editor.connection.introspection.get_constraints(
                cursor, model._meta.db_table
            )
        for name, told in found.items():
            if told["index"] and not told["unique"] and told["columns"] == [column]:
                schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(name)}")
