import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Site

from blog.comments.actions.decisions import approve_comment, reject_comment
from blog.comments.actions.replies import approve_reply, edit_reply, reply_as_clinic
from blog.comments.errors import (
    AlreadyDecided,
    DecisionNotPossible,
    NotAllowed,
    OwnReply,
    ParentNotPublic,
    ReplyNotPublic,
    ReplyRefused,
)
from blog.comments.models import (
    ChangeEvent,
    Comment,
    CommentsSettings,
    CommentStatus,
    RefusalReason,
    ReplyTemplate,
)
from blog.comments.models.comments_settings import SecondPerson
from tests.factories.comments import (
    AnswererFactory,
    CommentFactory,
    ModeratorFactory,
    ReplyTemplateFactory,
    UrgentAlertFactory,
)
from tests.factories.people import TeamMemberPageFactory
from tests.factories.users import UserFactory

WORDS = "Thank you for writing. The second part of the series explains this."
CARE = "Your infusion last week went well."


@pytest.fixture
def author(db):
    return AnswererFactory(first_name="Ines", last_name="Okafor")


@pytest.fixture
def second(db):
    return AnswererFactory()


@pytest.fixture
def template(db):
    return ReplyTemplateFactory()


@pytest.fixture
def rule(article):
    def rule(value):
        site = Site.objects.get(is_default_site=True)
        CommentsSettings.objects.update_or_create(site=site, defaults={"second_person": value})

    return rule


def test_an_approved_reply_unchanged_is_published_by_its_author(published, author, template):
    reply = reply_as_clinic(parent=published, author=author, text=template.text, template=template)
    assert reply.is_public
    change = reply.status_changes.get(event=ChangeEvent.DECIDED)
    assert change.by == author


def test_a_reply_is_badged_and_named_by_the_account(published, author):
    reply = reply_as_clinic(parent=published, author=author, text=WORDS)
    assert (reply.staff_author, reply.author_name) == (author, "Ines Okafor")


def test_a_reply_is_named_as_on_the_team_page(published, author):
    TeamMemberPageFactory(title="Dr Ines Okafor", user=author)
    author.refresh_from_db()
    assert reply_as_clinic(parent=published, author=author, text=WORDS).author_name == "Dr Ines Okafor"


def test_own_words_wait_for_a_second_person(published, author):
    reply = reply_as_clinic(parent=published, author=author, text=WORDS)
    assert (reply.status, reply.needs_second_person) == (CommentStatus.PENDING, True)


def test_a_template_with_a_changed_word_counts_as_own_words(published, author, template):
    reply = reply_as_clinic(parent=published, author=author, text=template.text + " Yes.", template=template)
    assert not reply.is_public


def test_a_template_that_is_out_of_use_counts_as_own_words(published, author):
    template = ReplyTemplateFactory(is_active=False)
    assert not reply_as_clinic(parent=published, author=author, text=template.text, template=template).is_public


def test_where_the_rule_says_never_own_words_are_published(published, author, rule):
    rule(SecondPerson.NEVER)
    assert reply_as_clinic(parent=published, author=author, text=WORDS).is_public


def test_where_the_rule_says_always_a_template_waits_too(published, author, template, rule):
    rule(SecondPerson.ALWAYS)
    assert not reply_as_clinic(parent=published, author=author, text=template.text, template=template).is_public


@pytest.mark.parametrize("value", list(SecondPerson))
def test_the_guard_stands_before_every_rule(published, author, rule, value):
    rule(value)
    with pytest.raises(ReplyRefused) as refused:
        reply_as_clinic(parent=published, author=author, text=CARE)
    assert refused.value.findings
    assert not Comment.objects.filter(staff_author__isnull=False).exists()


def test_only_those_who_may_reply_do(published):
    with pytest.raises(NotAllowed):
        reply_as_clinic(parent=published, author=UserFactory(), text=WORDS)


@pytest.mark.parametrize("labels", ["crisis", "emergency,spam"])
def test_nobody_answers_a_crisis_in_public(article, author, labels):
    parent = CommentFactory(page=article, status=CommentStatus.APPROVED, labels=labels)
    with pytest.raises(ReplyNotPublic):
        reply_as_clinic(parent=parent, author=author, text=WORDS)


def test_nobody_answers_in_public_what_was_reported_as_danger(published, author):
    UrgentAlertFactory(comment=published)
    with pytest.raises(ReplyNotPublic):
        reply_as_clinic(parent=published, author=author, text=WORDS)


def test_what_readers_do_not_see_is_not_answered(article, author):
    with pytest.raises(ParentNotPublic):
        reply_as_clinic(parent=CommentFactory(page=article), author=author, text=WORDS)


def test_a_reply_without_words_is_none(published, author):
    with pytest.raises(ValueError, match="without words"):
        reply_as_clinic(parent=published, author=author, text=" \u200b ")


def test_pressing_twice_makes_one_reply(published, author):
    first = reply_as_clinic(parent=published, author=author, text=WORDS)
    assert reply_as_clinic(parent=published, author=author, text=WORDS) == first


def test_a_second_person_publishes(published, author, second):
    reply = reply_as_clinic(parent=published, author=author, text=WORDS)
    approve_reply(comment=reply, moderator=second)
    stored = Comment.objects.get(pk=reply.pk)
    assert (stored.status, stored.needs_second_person, stored.waiting_since) == (CommentStatus.APPROVED, False, None)
    assert stored.status_changes.last().by == second


@pytest.mark.parametrize("approve", [approve_reply, approve_comment])
def test_nobody_approves_their_own_reply(published, author, approve):
    reply = reply_as_clinic(parent=published, author=author, text=WORDS)
    with pytest.raises(OwnReply):
        approve(comment=reply, moderator=author)


@pytest.mark.parametrize("approve", [approve_reply, approve_comment])
def test_a_moderator_without_that_right_is_no_second_person(published, author, approve):
    reply = reply_as_clinic(parent=published, author=author, text=WORDS)
    with pytest.raises(NotAllowed):
        approve(comment=reply, moderator=ModeratorFactory())


def test_refusing_and_approving_ones_own_reply_is_no_way_around_the_second_person(published, author):
    reply = reply_as_clinic(parent=published, author=author, text=WORDS)
    reject_comment(comment=reply, moderator=author, reason=RefusalReason.OFF_TOPIC)
    with pytest.raises(OwnReply):
        approve_comment(comment=Comment.objects.get(pk=reply.pk), moderator=author)


@pytest.mark.parametrize("approve", [approve_reply, approve_comment])
def test_the_guard_looks_again_at_the_approval(published, author, second, approve):
    reply = reply_as_clinic(parent=published, author=author, text=WORDS)
    Comment.objects.filter(pk=reply.pk).update(text=CARE)
    with pytest.raises(ReplyRefused):
        approve(comment=Comment.objects.get(pk=reply.pk), moderator=second)


def test_a_reply_of_somebody_who_lost_the_right_is_not_published(published, author, second):
    reply = reply_as_clinic(parent=published, author=author, text=WORDS)
    author.groups.clear()
    with pytest.raises(NotAllowed):
        approve_reply(comment=Comment.objects.get(pk=reply.pk), moderator=second)


def test_a_reply_is_not_published_once_its_parent_is_a_crisis(published, author, second):
    reply = reply_as_clinic(parent=published, author=author, text=WORDS)
    UrgentAlertFactory(comment=published)
    with pytest.raises(ReplyNotPublic):
        approve_reply(comment=Comment.objects.get(pk=reply.pk), moderator=second)


def test_approving_twice_is_told(published, author, second):
    reply = reply_as_clinic(parent=published, author=author, text=WORDS)
    stale = Comment.objects.get(pk=reply.pk)
    approve_reply(comment=reply, moderator=second)
    with pytest.raises(AlreadyDecided):
        approve_reply(comment=stale, moderator=second)


def test_what_is_no_reply_of_the_clinic_is_not_approved_here(article, second):
    with pytest.raises(NotAllowed):
        approve_reply(comment=CommentFactory(page=article), moderator=second)


def test_a_refused_reply_is_not_approved_here(published, author, second):
    reply = reply_as_clinic(parent=published, author=author, text=WORDS)
    reject_comment(comment=reply, moderator=second, reason=RefusalReason.OFF_TOPIC)
    with pytest.raises(DecisionNotPossible):
        approve_reply(comment=Comment.objects.get(pk=reply.pk), moderator=second)


def test_the_guard_looks_at_edits(published, author):
    reply = reply_as_clinic(parent=published, author=author, text=WORDS)
    with pytest.raises(ReplyRefused):
        edit_reply(comment=reply, author=author, text=CARE)
    assert Comment.objects.get(pk=reply.pk).text == WORDS


def test_an_edit_of_a_published_reply_waits_while_readers_see_the_old_words(published, author, second):
    reply = approve_reply(comment=reply_as_clinic(parent=published, author=author, text=WORDS), moderator=second)
    edit_reply(comment=reply, author=author, text="The third part explains it.")
    stored = Comment.objects.get(pk=reply.pk)
    assert (stored.text, stored.edited_text) == (WORDS, "The third part explains it.")
    approve_reply(comment=stored, moderator=second)
    assert Comment.objects.get(pk=reply.pk).text == "The third part explains it."


def test_nobody_edits_a_reply_of_somebody_else(published, author, second):
    reply = reply_as_clinic(parent=published, author=author, text=WORDS)
    with pytest.raises(NotAllowed):
        edit_reply(comment=reply, author=second, text="The third part explains it.")


def test_a_readers_comment_sent_while_signed_in_gets_no_badge(client, send, author):
    client.force_login(author)
    send(comment="A question about week 12 of the trial.")
    assert Comment.objects.get().staff_author is None


def test_a_readers_comment_never_stands_in_the_way_of_a_reply(published, author):
    CommentFactory(page=published.page, parent=published, author_name=str(author.pk), text=WORDS)
    assert reply_as_clinic(parent=published, author=author, text=WORDS).staff_author == author


def test_wording_that_the_guard_refuses_is_never_approved(db):
    with pytest.raises(Exception, match="must not say"):
        ReplyTemplate(title="Wrong", text=CARE).full_clean()


# Claims


CLAIM = "Ketamine will cure this pain."
TO_WEIGH = "Ketamine heals damaged nerves, some people say."


def test_a_claim_no_clinic_may_make_is_refused_with_the_facts(published, author):
    with pytest.raises(ReplyRefused) as refused:
        reply_as_clinic(parent=published, author=author, text=CLAIM)
    assert refused.value.findings[0].instead


def test_a_claim_to_weigh_waits_for_a_second_person_even_where_the_rule_says_never(published, author, rule):
    rule(SecondPerson.NEVER)
    reply = reply_as_clinic(parent=published, author=author, text=TO_WEIGH)
    assert (reply.is_public, reply.needs_second_person) == (False, True)


def test_the_second_person_may_publish_a_claim_that_was_weighed(published, author, second):
    reply = reply_as_clinic(parent=published, author=author, text=TO_WEIGH)
    assert approve_reply(comment=reply, moderator=second).is_public


def test_a_claim_cannot_be_edited_into_a_public_reply(published, author, template):
    reply = reply_as_clinic(parent=published, author=author, text=template.text, template=template)
    with pytest.raises(ReplyRefused):
        edit_reply(comment=reply, author=author, text=CLAIM)


def test_an_approved_reply_takes_no_claim_that_has_to_be_weighed(db):
    with pytest.raises(ValidationError):
        ReplyTemplate(title="Nerves", text=TO_WEIGH).full_clean()
