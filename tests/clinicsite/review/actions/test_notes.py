"""Corrections and change notes: who writes them, what they may say, and that nobody changes them."""

import pytest
from wagtail.models import PageLogEntry

from clinicsite.review.actions.notes import write_note
from clinicsite.review.earlier_texts import public_texts
from clinicsite.review.errors import NeverPublic, NotAllowed, NoteIsFinal, NothingSaid, NotTruthfulEnough
from clinicsite.review.models import ChangeNote
from tests.factories.pages import ArticlePageFactory
from tests.factories.trust import article_with_a_past, saved, somebody

pytestmark = pytest.mark.django_db


def note_on(page, user=None, **values):
    values = {"kind": "correction", "text": "The year was wrong. It is right now.", **values}
    return write_note(page=page, user=user or somebody("Editors"), **values)


def earlier_of(page):
    return public_texts(page)[-1].revision


@pytest.mark.parametrize("role", ["Editors", "Compliance", "Administrators"])
def test_these_roles_write_notes(home, role):
    assert note_on(home, somebody(role)).made_by_name


@pytest.mark.parametrize(
    "role", ["Contributors", "Clinical reviewers", "Marketers", "Moderators", "Front desk", "Clinicians"]
)
def test_these_roles_write_none(home, role):
    with pytest.raises(NotAllowed):
        note_on(home, somebody(role))


def test_account_that_was_closed_writes_none(home):
    with pytest.raises(NotAllowed):
        note_on(home, somebody("Editors", is_active=False))


def test_note_keeps_the_earlier_text_itself():
    page = article_with_a_past()
    note = note_on(page, earlier=earlier_of(page).pk, is_earlier_shown=True)
    earlier_of(page).delete()
    note.refresh_from_db()
    assert (note.earlier_revision, note.earlier_content["summary"]) == (None, "Earlier words.")


def test_draft_is_no_earlier_text():
    page = saved(article_with_a_past(), "A draft.")
    with pytest.raises(NeverPublic):
        note_on(page, earlier=page.latest_revision_id)


def test_revision_of_another_page_is_no_earlier_text():
    page, other = article_with_a_past(), article_with_a_past()
    with pytest.raises(NeverPublic):
        note_on(page, earlier=earlier_of(other).pk)


def test_text_written_over_after_its_publication_was_perhaps_never_public():
    page = ArticlePageFactory()
    page.save_revision().publish()
    revision = page.get_latest_revision()
    page.summary = "Written over."
    page.save_revision(overwrite_revision=revision)
    assert public_texts(page) == []


def test_scheduled_text_is_not_public_yet():
    page = ArticlePageFactory()
    revision = page.save_revision()
    PageLogEntry.objects.log_action(page, "wagtail.publish.schedule", revision=revision)
    assert public_texts(page) == []


def test_claim_that_blocks_a_page_blocks_a_note(home):
    with pytest.raises(NotTruthfulEnough):
        note_on(home, text="Ketamine cures chronic pain.")


@pytest.mark.parametrize("text", ["", "  \n "])
def test_empty_note_is_refused(home, text):
    with pytest.raises(NothingSaid):
        note_on(home, text=text)


def test_note_is_never_changed(home):
    note = note_on(home)
    note.text = "Something else."
    with pytest.raises(NoteIsFinal):
        note.save()


def test_note_is_never_deleted(home):
    with pytest.raises(NoteIsFinal):
        note_on(home).delete()


@pytest.mark.parametrize("verb", [lambda rows: rows.delete(), lambda rows: rows.update(text="Other")])
def test_notes_are_changed_by_no_query(home, verb):
    note_on(home)
    with pytest.raises(NoteIsFinal):
        verb(ChangeNote.objects.all())


def test_note_outlives_its_page():
    page = article_with_a_past()
    note = note_on(page, earlier=earlier_of(page).pk)
    page.delete()
    note.refresh_from_db()
    assert (note.page, note.page_title) == (None, page.title)


def test_note_is_in_the_log_of_the_page(home):
    note_on(home)
    entry = PageLogEntry.objects.get(action="review.write_note")
    assert "The year was wrong" in str(entry.formatter.format_message(entry))
