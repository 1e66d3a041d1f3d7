from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from blog.articles.models import ArticlePage
from blog.comments.models import Comment
from clinicsite.clinic.models import HomePage
from clinicsite.core.models import Disclaimer
from clinicsite.demo import builder
from clinicsite.demo.markup import MarkupError
from clinicsite.library.models import GlossaryTerm, Reference
from clinicsite.media.models import ClinicImage
from clinicsite.users.models import User

pytestmark = pytest.mark.django_db


def counts() -> dict[str, int]:
    models = [Page, Reference, GlossaryTerm, Disclaimer, ClinicImage, Comment, User]
    return {model.__name__: model._default_manager.count() for model in models}


def test_if_empty_does_nothing_where_a_home_page_exists(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    Page.get_first_root_node().add_child(
        instance=HomePage(title="Ours", slug="ours", headline="Ours", introduction="Ours.")
    )
    call_command("load_demo", "--if-empty", verbosity=0)
    assert not ArticlePage.objects.exists()


def test_a_failing_load_leaves_database_and_files_as_they_were(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    before = counts()

    def fail(self):
        raise MarkupError("broken on purpose")

    monkeypatch.setattr(builder.SampleSite, "settings", fail)
    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("load_demo", verbosity=0)
    assert counts() == before
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
