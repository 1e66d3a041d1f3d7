"""With the one setting off, no path makes a text public without a person's decision: tried at random, over all
states and actors.

A machine of hypothesis lets readers, writers, staff of every role and the site's own jobs do whatever they can to
comments, in any order, permitted or not. Beside it stands a plain record of which texts a person with the right has
decided to publish. Nothing may ever be public that is not in that record, nor without its row of history.
"""

import datetime
from contextlib import ExitStack, suppress

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from blog.comments.actions.addresses import prove_address, stop_mail
from blog.comments.actions.alerts import close_alert
from blog.comments.actions.blocking import block_commenter
from blog.comments.actions.decisions import approve_comment, mark_as_spam, refuse_comment, refuse_edit, reject_comment
from blog.comments.actions.erasure import erase_commenter
from blog.comments.actions.handling import ask_second_opinion, claim_comment, release_comment
from blog.comments.actions.highlights import accept_answer, pin_comment
from blog.comments.actions.own_comments import edit_own_comment, send_own_comment_again, withdraw_own_comment
from blog.comments.actions.reception import Circumstances, receive_comment
from blog.comments.actions.redaction import keep_details, redact_comment
from blog.comments.actions.replies import approve_reply, edit_reply, reply_as_clinic
from blog.comments.actions.reports import report_comment
from blog.comments.actions.submission import Sending, submit_comment
from blog.comments.actions.trust import publish_trusted_comment
from blog.comments.actions.undoing import undo_decision
from blog.comments.actions.votes import mark_helpful
from blog.comments.errors import CommentError
from blog.comments.models import (
    Comment,
    Commenter,
    CommentsSettings,
    CommentStatus,
    ErasureRecord,
    RefusalReason,
    ReplyTemplate,
    ReportReason,
    UrgentAlert,
)
from blog.comments.permissions import can_approve_replies, can_moderate, can_reply_as_clinic
from clinicsite.background.jobs import registered_jobs
from tests.factories.pages import ArticlePageFactory, HomePageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

WORDS = [
    "Thank you, the part about week twelve helped.",
    "My foot burns at night and I do not know why.",
    "I want to kill myself.",
    "Since the infusion I cannot breathe, help.",
    "Call me on (555) 555-0142 or write to ana@example.org.",
    "Cheap ketamine, no prescription, telegram @plug. http://a.example http://b.example",
    "Should I stop my gabapentin?",
    "The clinic charged me twice and nobody answers.",
    "Great blog!",
]
ROLES = ["Contributors", "Editors", "Moderators", "Clinicians", "Administrators"]
TEMPLATE_TEXT = "Thank you for writing. We cannot advise anybody here; your own team knows you."
# What an action may refuse. Anything else is a fault of its own.
REFUSALS = (CommentError, ValueError, Comment.DoesNotExist)


class Comments(RuleBasedStateMachine):
    """Everybody who touches comments, at once."""

    comments = Bundle("comments")

    @initialize(target=comments)
    def begin(self):
        self.stack = ExitStack()
        self.stack.enter_context(transaction.atomic())
        self.clock = self.stack.enter_context(
            time_machine.travel(datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC))
        )
        HomePageFactory()
        self.page = ArticlePageFactory(first_published_at=timezone.now())
        self.people = {}
        for role in ROLES:
            for number in range(2):
                person = UserFactory()
                person.groups.add(Group.objects.get(name=role))
                self.people[role, number] = person
        self.template = ReplyTemplate.objects.create(title="We cannot advise", text=TEMPLATE_TEXT)
        self.published_by_somebody: set[tuple[int, str]] = set()
        self.number = 0
        return multiple()

    def teardown(self):
        if hasattr(self, "stack"):
            transaction.set_rollback(True)
            self.stack.close()

    def text(self, words: str) -> str:
        """The words made unlike every other text."""
        self.number += 1
        return f"{words} ({self.number})"

    def current(self, pk: int) -> Comment:
        return Comment.objects.get(pk=pk)

    def commenter_of(self, pk: int):
        return Commenter.objects.filter(comments=pk).first()

    def person_decides(self, verb, comment: Comment, person, may: bool, **arguments) -> None:
        """Let somebody decide; what is public afterwards counts as decided only where they had the right."""
        before = {comment.text, comment.edited_text}
        try:
            with transaction.atomic():
                verb(comment=comment, moderator=person, **arguments)
        except REFUSALS:
            return
        stored = self.current(comment.pk)
        if may and (stored.text in before or verb is redact_comment):
            self.published_by_somebody.add((stored.pk, stored.text))

    people_of_the_clinic = st.tuples(st.sampled_from(ROLES), st.integers(0, 1))

    @rule(
        target=comments, words=st.sampled_from(WORDS), email=st.sampled_from(["", "ana@example.org", "bo@example.org"])
    )
    def a_reader_sends(self, words, email):
        sending = Sending(
            page=self.page, parent=None, author_name="Ana", text=self.text(words), email=email, sender_digest="s" * 64
        )
        with suppress(*REFUSALS), transaction.atomic():
            return receive_comment(sending=sending, circumstances=Circumstances()).pk
        return submit_comment(sending=sending).pk

    @rule(target=comments, parent=comments, words=st.sampled_from(WORDS))
    def a_reader_answers(self, parent, words):
        try:
            with transaction.atomic():
                answered = self.current(parent)
                sending = Sending(page=self.page, parent=answered, author_name="Bo", text=self.text(words))
                return submit_comment(sending=sending).pk
        except REFUSALS:
            return parent

    @rule(pk=comments, words=st.sampled_from(WORDS))
    def its_writer_edits(self, pk, words):
        with suppress(*REFUSALS), transaction.atomic():
            edit_own_comment(comment=self.current(pk), text=self.text(words))

    @rule(pk=comments, words=st.sampled_from(WORDS))
    def its_writer_sends_it_again(self, pk, words):
        with suppress(*REFUSALS), transaction.atomic():
            send_own_comment_again(comment=self.current(pk), text=self.text(words))

    @rule(pk=comments)
    def its_writer_tries_to_publish_it(self, pk):
        with suppress(*REFUSALS), transaction.atomic():
            publish_trusted_comment(comment=self.current(pk))

    @rule(pk=comments)
    def its_writer_takes_it_back(self, pk):
        with suppress(*REFUSALS), transaction.atomic():
            withdraw_own_comment(comment=self.current(pk))

    @rule(pk=comments, reason=st.sampled_from(list(ReportReason)))
    def a_reader_reports(self, pk, reason):
        with suppress(*REFUSALS), transaction.atomic():
            report_comment(page=self.page, comment=self.current(pk), reason=reason, note="", sender="r" * 64)

    @rule(pk=comments)
    def a_reader_votes(self, pk):
        with suppress(*REFUSALS), transaction.atomic():
            mark_helpful(page=self.page, comment=self.current(pk), sender="v" * 64)

    @rule(pk=comments)
    def its_writer_proves_the_address(self, pk):
        commenter = self.commenter_of(pk)
        if commenter:
            prove_address(commenter=commenter)

    @rule(pk=comments, who=people_of_the_clinic, is_confirmed=st.booleans(), seen=st.sampled_from(["", *CommentStatus]))
    def somebody_approves(self, pk, who, is_confirmed, seen):
        person, comment = self.people[who], Comment.objects.filter(pk=pk).first()
        if comment is None:
            return
        may = can_approve_replies(person) if comment.staff_author_id else can_moderate(person)
        self.person_decides(approve_comment, comment, person, may, seen_status=seen or None, is_confirmed=is_confirmed)

    @rule(pk=comments, who=people_of_the_clinic)
    def somebody_rejects(self, pk, who):
        with suppress(*REFUSALS), transaction.atomic():
            reject_comment(comment=self.current(pk), moderator=self.people[who], reason=RefusalReason.OFF_TOPIC)

    @rule(pk=comments, who=people_of_the_clinic)
    def somebody_refuses(self, pk, who):
        with suppress(*REFUSALS), transaction.atomic():
            refuse_comment(comment=self.current(pk), moderator=self.people[who], reason=RefusalReason.SALE)

    @rule(pk=comments, who=people_of_the_clinic)
    def somebody_refuses_the_edit(self, pk, who):
        with suppress(*REFUSALS), transaction.atomic():
            refuse_edit(comment=self.current(pk), moderator=self.people[who], reason=RefusalReason.DOSE)

    @rule(pk=comments, who=people_of_the_clinic)
    def somebody_calls_it_spam(self, pk, who):
        with suppress(*REFUSALS), transaction.atomic():
            mark_as_spam(comment=self.current(pk), moderator=self.people[who])

    @rule(pk=comments, who=people_of_the_clinic)
    def somebody_undoes(self, pk, who):
        comment = Comment.objects.filter(pk=pk).first()
        if comment:
            self.person_decides(undo_decision, comment, self.people[who], can_moderate(self.people[who]))

    @rule(pk=comments, who=people_of_the_clinic)
    def somebody_removes_details(self, pk, who):
        comment, person = Comment.objects.filter(pk=pk).first(), self.people[who]
        if comment is None:
            return
        was_public = (comment.pk, comment.text) in self.published_by_somebody and not comment.edited_text
        self.person_decides(redact_comment, comment, person, can_moderate(person) and was_public)

    @rule(pk=comments, who=people_of_the_clinic)
    def somebody_leaves_details_in(self, pk, who):
        with suppress(*REFUSALS), transaction.atomic():
            keep_details(comment=self.current(pk), moderator=self.people[who])

    @rule(
        pk=comments,
        who=people_of_the_clinic,
        verb=st.sampled_from([claim_comment, release_comment, ask_second_opinion]),
    )
    def somebody_handles_it(self, pk, who, verb):
        with suppress(*REFUSALS), transaction.atomic():
            verb(comment=self.current(pk), moderator=self.people[who])

    @rule(pk=comments, who=people_of_the_clinic, verb=st.sampled_from([pin_comment, accept_answer]))
    def somebody_highlights_it(self, pk, who, verb):
        with suppress(*REFUSALS), transaction.atomic():
            verb(comment=self.current(pk), moderator=self.people[who])

    @rule(target=comments, pk=comments, who=people_of_the_clinic, is_template=st.booleans())
    def the_clinic_answers(self, pk, who, is_template):
        person, template = self.people[who], self.template if is_template else None
        text = TEMPLATE_TEXT if is_template else self.text("Trials disagree about this; the second part says how.")
        try:
            with transaction.atomic():
                reply = reply_as_clinic(parent=self.current(pk), author=person, text=text, template=template)
        except REFUSALS:
            return pk
        if is_template and can_reply_as_clinic(person):
            self.published_by_somebody.add((reply.pk, reply.text))
        return reply.pk

    @rule(pk=comments, who=people_of_the_clinic)
    def somebody_edits_a_reply(self, pk, who):
        with suppress(*REFUSALS), transaction.atomic():
            edit_reply(comment=self.current(pk), author=self.people[who], text=self.text("Trials disagree still."))

    @rule(pk=comments, who=people_of_the_clinic)
    def somebody_approves_a_reply(self, pk, who):
        comment, person = Comment.objects.filter(pk=pk).first(), self.people[who]
        if comment is None:
            return
        may = can_approve_replies(person) and comment.staff_author_id != person.pk
        self.person_decides(approve_reply, comment, person, may)

    @rule(pk=comments, who=people_of_the_clinic)
    def somebody_closes_the_alert(self, pk, who):
        alert = UrgentAlert.objects.filter(comment=pk).first()
        if alert:
            with suppress(*REFUSALS), transaction.atomic():
                close_alert(alert=alert, person=self.people[who], outcome="Called; help is there.")

    @rule(pk=comments, who=people_of_the_clinic, verb=st.sampled_from(["block", "erase", "stop"]))
    def an_address_is_dealt_with(self, pk, who, verb):
        commenter = self.commenter_of(pk)
        if commenter is None:
            return
        with suppress(*REFUSALS), transaction.atomic():
            if verb == "block":
                block_commenter(commenter=commenter, by=self.people[who])
            elif verb == "erase":
                erase_commenter(commenter=commenter, cause=ErasureRecord.Cause.STAFF, by=self.people[who])
            else:
                stop_mail(commenter=commenter)

    @rule(days=st.sampled_from([0, 0, 1, 8, 40]))
    def time_passes_and_the_jobs_run(self, days):
        self.clock.shift(datetime.timedelta(days=days))
        for job in registered_jobs():
            job.run()

    @invariant()
    def nothing_is_public_that_nobody_decided(self):
        if not hasattr(self, "page"):
            return
        public = Comment.objects.filter(status=CommentStatus.APPROVED).prefetch_related("status_changes")
        for comment in public:
            assert (comment.pk, comment.text) in self.published_by_somebody
            decided = [change for change in comment.status_changes.all() if change.to_status == CommentStatus.APPROVED]
            assert any(change.by_name for change in decided)

    @invariant()
    def what_waits_is_in_the_queue(self):
        if hasattr(self, "page"):
            lost = Comment.objects.filter(waiting_since__isnull=True)
            assert not lost.filter(status=CommentStatus.PENDING).exists()
            assert not lost.exclude(edited_text="").exists()


def test_no_path_publishes_without_a_decision(db):
    run_state_machine_as_test(
        Comments,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
            phases=(Phase.generate,),
        ),
    )


def test_the_machine_does_publish(db):
    """Without this, a machine whose every step is refused would prove nothing."""
    machine = Comments()
    machine.begin()
    try:
        pk = machine.a_reader_sends(words=WORDS[0], email="")
        machine.somebody_approves(pk=pk, who=("Moderators", 0), is_confirmed=False, seen="")
        assert machine.current(pk).status == CommentStatus.APPROVED
    finally:
        machine.teardown()


def test_the_setting_is_off_where_nobody_has_touched_it(db):
    assert CommentsSettings().lets_trusted_through is False
