from typing import Any

from django.db import migrations, models


def read_from_journal(apps: Any, schema_editor: Any) -> None:
    """When those who wait today came back to the queue, as the journal has it."""
    entries = apps.get_model("journal", "Entry").objects.filter(noun="application", move="return")
    last: dict[Any, Any] = dict(entries.order_by("at").values_list("subject", "at"))
    rows = apps.get_model("enrolment", "Application").objects.filter(pk__in=last)
    for row in rows:
        row.returned_at = last[row.pk]
        row.save(update_fields=["returned_at"])


class Migration(migrations.Migration):
    dependencies = [
        ("enrolment", "0004_clearances"),
        ("journal", "0002_one_installation_chain"),
    ]

    operations = [
        migrations.AddField(
            model_name="application", name="returned_at", field=models.DateTimeField(null=True)
        ),
        migrations.RunPython(read_from_journal, migrations.RunPython.noop),
    ]
