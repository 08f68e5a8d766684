from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0025_steps_to_goals"),
    ]

    operations = [
        migrations.AddField(model_name="partnership", name="resumed_on", field=models.DateField(null=True)),
    ]
