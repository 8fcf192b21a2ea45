"""Each provision is given the edition that added it; what an open draft added is closed like it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def put_editions(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Read the edition from the first wording of each provision."""
    provisions = apps.get_model("instruments", "Provision").objects
    wordings = apps.get_model("instruments", "Wording").objects.filter(provision=OuterRef("pk"))
    first = wordings.order_by("from_edition__number").values("from_edition")[:1]
    provisions.update(added_in=Subquery(first))
    editions = apps.get_model("instruments", "Edition").objects.filter(pk=OuterRef("added_in"))
    drafted = provisions.filter(added_in__is_draft=True, effective_visibility="public")
    drafted.update(effective_visibility=Subquery(editions.values("effective_visibility")[:1]))


class Migration(migrations.Migration):
    dependencies = [("instruments", "0007_added_in")]

    operations = [migrations.RunPython(put_editions, migrations.RunPython.noop)]
