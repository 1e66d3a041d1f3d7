"""Wagtail lets its group Moderators approve pages. Here moderators decide on comments, and editors on pages."""

from django.db import migrations


def hand_over(apps, from_group: str, to_group: str, from_name: str, to_name: str) -> None:
    Group = apps.get_model("auth", "Group")
    Task = apps.get_model("wagtailcore", "GroupApprovalTask")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    new_group, _created = Group.objects.get_or_create(name=to_group)
    for task in Task.objects.filter(name=from_name, groups__name=from_group):
        task.groups.remove(*Group.objects.filter(name=from_group))
        task.groups.add(new_group)
        task.name = to_name
        task.save()
    Workflow.objects.filter(name=from_name).update(name=to_name)


def to_editors(apps, schema_editor):
    hand_over(apps, "Moderators", "Editors", "Moderators approval", "Approval by an editor")


def to_moderators(apps, schema_editor):
    hand_over(apps, "Editors", "Moderators", "Approval by an editor", "Moderators approval")


class Migration(migrations.Migration):
    dependencies = [
        ("users", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(to_editors, to_moderators)]
