"""One comment by one reader, under any page."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.comments.models.status import REFUSED, CommentStatus, RefusalReason
from blog.comments.querysets import ID_DIGITS, CommentQuerySet
from blog.comments.triage import LANES, REST, TITLES
from clinicsite.core.plain_text import paragraphs

NAME_LENGTH = 60
TEXT_LENGTH = 3000
# A path of 250 ids has 2,500 characters; PostgreSQL indexes at most 2,704 bytes a row.
MAX_DEPTH = 250


class Comment(models.Model):
    """What a reader wrote, as plain text. Shown to nobody but moderators until one of them approves it."""

    page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        # Every index below that begins with the page serves better; SQLite would prefer the plain one.
        db_index=False,
        on_delete=models.SET_NULL,
        related_name="comments",
        verbose_name=_("page"),
    )
    page_title = models.CharField(_("title of the deleted page"), max_length=255, blank=True, editable=False)
    page_deleted_at = models.DateTimeField(_("page deleted at"), null=True, blank=True, editable=False)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies", verbose_name=_("in reply to")
    )
    path = models.CharField(_("place in the thread"), max_length=ID_DIGITS * MAX_DEPTH, blank=True, editable=False)
    depth = models.PositiveSmallIntegerField(_("depth"), default=1, editable=False)
    author_name = models.CharField(_("name"), max_length=NAME_LENGTH)
    commenter = models.ForeignKey(
        "comments.Commenter",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="comments",
        verbose_name=_("address, never shown to readers"),
    )
    text = models.TextField(_("comment"), blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=CommentStatus.choices, default=CommentStatus.PENDING, editable=False
    )
    refusal_reason = models.CharField(
        _("reason for the refusal"), max_length=20, choices=RefusalReason.choices, blank=True, editable=False
    )
    created_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    published_at = models.DateTimeField(_("first published"), null=True, blank=True, editable=False)
    staff_author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="staff_comments",
        verbose_name=_("staff account"),
    )
    latest_change = models.ForeignKey(
        "comments.CommentStatusChange",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("latest decision"),
    )
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)
    submission_key = models.CharField(_("submission key"), max_length=64, unique=True, editable=False)
    policy_version = models.CharField(
        _("version of the comments policy"), max_length=40, blank=True, default="", editable=False
    )

    wants_replies = models.BooleanField(_("wants to hear of replies"), default=False, editable=False)

    receipt_due = models.BooleanField(_("its writer has not heard yet"), default=False, editable=False)
    edited_text = models.TextField(_("edit that waits"), blank=True, editable=False)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True, editable=False)

    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True, editable=False)
    lane = models.CharField(
        _("lane"), max_length=20, choices=[(lane, TITLES[lane]) for lane in LANES], default=REST, editable=False
    )
    urgency = models.PositiveSmallIntegerField(_("place of its lane"), default=LANES.index(REST), editable=False)
    labels = models.CharField(_("labels"), max_length=200, blank=True, editable=False)
    judgement = models.JSONField(_("why these labels"), default=dict, blank=True, editable=False)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="claimed_comments",
        verbose_name=_("taken by"),
    )
    claimed_at = models.DateTimeField(_("taken"), null=True, blank=True, editable=False)
    second_opinion_at = models.DateTimeField(_("second opinion asked"), null=True, blank=True, editable=False)
    second_opinion_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("second opinion asked by"),
    )
    needs_second_person = models.BooleanField(_("needs a second person"), default=False, editable=False)

    sender_digest = models.CharField(max_length=64, blank=True, editable=False)
    likeness_a = models.BigIntegerField(null=True, blank=True, editable=False)
    likeness_b = models.BigIntegerField(null=True, blank=True, editable=False)

    helpful_count = models.PositiveIntegerField(_("found helpful"), default=0, editable=False)
    thread_size = models.PositiveIntegerField(_("public comments in its thread"), default=0, editable=False)
    pinned_at = models.DateTimeField(_("pinned"), null=True, blank=True, editable=False)
    accepted_at = models.DateTimeField(_("marked as the answer"), null=True, blank=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        default_permissions = ()
        permissions = [
            ("moderate_comment", _("Can moderate comments")),
            ("reply_as_clinic", _("Can reply to comments in the clinic's name")),
            ("approve_reply", _("Can approve the clinic's replies of others")),
        ]
        indexes = [
            models.Index(fields=["page", "status", "path"], name="comment_page_status_path"),
            models.Index(fields=["status", "created_at"], name="comment_status_created"),
            models.Index(fields=["created_at"], name="comment_created"),
            models.Index(
                fields=["page", "path"], condition=Q(published_at__isnull=False), name="comment_published_path"
            ),
            models.Index(fields=["id"], condition=Q(receipt_due=True), name="comment_receipt_due"),
            models.Index(
                fields=["urgency", "waiting_since", "id"],
                condition=Q(waiting_since__isnull=False),
                name="comment_waiting",
            ),
            models.Index(fields=["page", "path"], condition=Q(thread_size__gt=0), name="comment_thread_roots"),
            models.Index(
                fields=["page", "-helpful_count", "path"], condition=Q(thread_size__gt=0), name="comment_helpful_roots"
            ),
            models.Index(
                fields=["created_at"], condition=Q(staff_author__isnull=False), name="comment_by_staff_created"
            ),
            models.Index(fields=["is_sample", "created_at"], name="comment_sample_created"),
            models.Index(fields=["page", "path"], condition=Q(staff_author__isnull=False), name="comment_by_staff"),
            models.Index(
                fields=["-published_at"], condition=Q(published_at__isnull=False), name="comment_newly_published"
            ),
            models.Index(fields=["sender_digest", "created_at"], condition=~Q(sender_digest=""), name="comment_sender"),
            models.Index(fields=["likeness_a"], name="comment_likeness_a"),
            models.Index(fields=["likeness_b"], name="comment_likeness_b"),
        ]
        constraints = [
            models.CheckConstraint(
                # What nobody sees or decides on may have been erased: withdrawn by its writer, or kept long enough.
                condition=~Q(text="") | ~Q(status__in=[CommentStatus.PENDING, CommentStatus.APPROVED]),
                name="comment_text_not_empty",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), TEXT_LENGTH), name="comment_text_within_limit"
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("edited_text"), TEXT_LENGTH), name="comment_edit_within_limit"
            ),
            models.CheckConstraint(
                condition=~Q(status=CommentStatus.PENDING) | Q(waiting_since__isnull=False),
                name="comment_pending_waits",
            ),
            models.CheckConstraint(condition=~Q(author_name=""), name="comment_name_not_empty"),
            models.CheckConstraint(condition=Q(status__in=CommentStatus.values), name="comment_status_known"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, depth=1) | Q(parent__isnull=False, depth__gt=1, depth__lte=MAX_DEPTH),
                name="comment_depth_matches_parent",
            ),
            models.CheckConstraint(
                condition=~Q(status=CommentStatus.APPROVED) | Q(published_at__isnull=False),
                name="comment_approved_is_published",
            ),
            models.CheckConstraint(
                condition=Q(refusal_reason="", status__in=[s for s in CommentStatus if s not in REFUSED])
                | (~Q(refusal_reason="") & Q(status__in=REFUSED)),
                name="comment_refused_with_reason",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_public(self) -> bool:
        """True where readers may see the text, as far as the comment itself decides; its page has a say too."""
        return self.status == CommentStatus.APPROVED

    @property
    def paragraphs(self) -> list[str]:
        """The text in paragraphs, which empty lines divide."""
        return paragraphs(self.text)

    @property
    def sent(self) -> str:
        """The moment it was sent, to the minute, as HTML wants it."""
        return self.created_at.isoformat(timespec="minutes")

    @property
    def thread_root(self) -> str:
        """The path of the first comment in its thread."""
        return self.path[:ID_DIGITS]

    @property
    def ancestor_ids(self) -> list[int]:
        """The comments it stands below, the thread's first one in front."""
        return [int(self.path[start : start + ID_DIGITS]) for start in range(0, len(self.path) - ID_DIGITS, ID_DIGITS)]

    @property
    def label_list(self) -> list[str]:
        """The labels, the most urgent first."""
        return [label for label in self.labels.split(",") if label]

    @property
    def has_label(self) -> bool:
        """True where triage found anything at all."""
        return bool(self.labels)

    @property
    def waiting_text(self) -> str:
        """What a moderator has to decide on: the edit that waits, or else the comment itself."""
        return self.edited_text or self.text

    @property
    def may_be_answered(self) -> bool:
        """True where a reply still fits below it."""
        return self.is_public and self.depth < MAX_DEPTH
