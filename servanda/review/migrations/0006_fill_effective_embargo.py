"""What hangs on an entry under embargo is kept back with it: filled in for the entries there are."""

from django.db import migrations
from django.db.models import F, Q
from django.utils import timezone

# From what others hang on down to what hangs on it, as the models say it in PARENTS and HOLDS.
FOLLOWING = [
    ("sources", "document", []),
    ("sources", "difference", ["passage__version__document"]),
    ("parties", "party", []),
    ("parties", "person", []),
    ("parties", "membership", ["party", "body"]),
    ("parties", "post", ["organization"]),
    ("parties", "tenure", ["person", "post"]),
    ("meetings", "meetingseries", []),
    ("meetings", "meeting", ["series"]),
    ("meetings", "agendaitem", ["meeting"]),
    ("meetings", "participation", ["meeting", "party", "person", "post"]),
    ("instruments", "instrument", ["made_from", "meeting"]),
    ("instruments", "edition", ["instrument"]),
    ("instruments", "adoption", ["instrument", "party"]),
    ("instruments", "provision", ["instrument"]),
    ("instruments", "link", ["from_provision", "to_provision"]),
    ("instruments", "wording", ["provision"]),
    ("progress", "update", ["provision"]),
    ("reports", "reportingduty", ["provision", "instrument"]),
    ("review", "readingrun", ["version__document"]),
    ("review", "modelreading", ["run"]),
    ("review", "proposal", ["run"]),
    ("registers", "note", []),
]


def fill(apps, schema_editor):
    followed = set()
    for app, name, above in FOLLOWING:
        model = apps.get_model(app, name)
        model.objects.exclude(embargo_until=None).update(effective_embargo=F("embargo_until"))
        columns = [f"{path}__effective_embargo" for path in above]
        kept_back = Q(*((f"{column}__isnull", False) for column in columns), _connector=Q.OR)
        hanging = model.objects.filter(kept_back) if columns else model.objects.none()
        told = hanging.values_list("pk", "register", "embargo_until", *columns)
        for key, register, *days in list(told):
            latest = max(day for day in days if day)
            model.objects.filter(pk=key).update(effective_embargo=latest)
            followed.add(register)
    for register in apps.get_model("registers", "register").objects.filter(pk__in=followed):
        apps.get_model("tasks", "task").objects.create(
            key=f"index for embargoes {register.uuid}",
            name="servanda.registers.actions.index_task",
            arguments={"register": str(register.uuid)},
            asked_at=timezone.now(),
        )


class Migration(migrations.Migration):

    dependencies = [
        ("review", "0005_effective_embargo"),
        ("instruments", "0002_effective_embargo"),
        ("meetings", "0002_effective_embargo"),
        ("parties", "0003_effective_embargo"),
        ("progress", "0002_effective_embargo"),
        ("registers", "0004_effective_embargo"),
        ("reports", "0002_effective_embargo"),
        ("sources", "0005_effective_embargo"),
        ("tasks", "0001_initial"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
