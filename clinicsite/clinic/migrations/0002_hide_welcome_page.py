"""Takes Wagtail's welcome page off the public site: a new installation shows nothing until its home page is made."""

from django.db import migrations

TITLE = "Welcome to your new Wagtail site!"


def set_live(apps, is_live):
    pages = apps.get_model("wagtailcore", "Page").objects
    pages.filter(title=TITLE, depth=2, numchild=0, content_type__model="page").update(live=is_live)


def hide(apps, schema_editor):
    set_live(apps, False)


def show(apps, schema_editor):
    set_live(apps, True)


class Migration(migrations.Migration):

    dependencies = [
        ("clinic", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(hide, show),
    ]
