"""What a page needs to carry comments, and what a page above it may say for it."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from blog.comments.models.alert import OnCallShift
from blog.comments.models.comments_settings import CommentsSettings, ancestor_paths
from blog.comments.policy import OPEN, Policy, Rule, decide


class CommentsMode(models.TextChoices):
    """What readers may do under a page."""

    INHERIT = "inherit", _("As the page above says, or else the comment settings")
    OPEN = "open", _("Open: readers may comment")
    READ_ONLY = "read-only", _("Read-only: earlier comments stay, no new ones")
    HIDDEN = "hidden", _("Hidden: no comments and no form")


# The preview in which nobody can write, whatever the settings say.
WITHOUT_WRITING = "comments-closed"


class CommentsKind(models.TextChoices):
    """What readers are invited to."""

    DISCUSSION = "discussion", _("Discussion: readers talk with each other")
    QUESTIONS = "questions", _("Ask the clinician: readers ask, the clinic answers")


class CommentsPolicyMixin(models.Model):
    """A page that says what readers may do, for itself and for the pages below it."""

    comments_mode = models.CharField(
        _("comments"),
        max_length=10,
        choices=CommentsMode.choices,
        default=CommentsMode.INHERIT,
        help_text=_("Every comment waits for a person, whatever stands here."),
    )
    comments_open_at = models.DateTimeField(
        _("open from"), null=True, blank=True, help_text=_("Before this moment, nobody can write.")
    )
    comments_close_at = models.DateTimeField(
        _("closed from"),
        null=True,
        blank=True,
        help_text=_("From this moment on, earlier comments stay and no new ones come."),
    )

    comment_panels = [
        FieldPanel("comments_mode"),
        FieldRowPanel([FieldPanel("comments_open_at"), FieldPanel("comments_close_at")]),
    ]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        opens, closes = self.comments_open_at, self.comments_close_at
        if opens and closes and closes <= opens:
            raise ValidationError({"comments_close_at": _("Comments would close before they open.")})

    @property
    def comments_rule(self) -> Rule:
        """What this page itself says."""
        mode = "" if self.comments_mode == CommentsMode.INHERIT else self.comments_mode
        return Rule(mode=mode, opens_at=self.comments_open_at, closes_at=self.comments_close_at)


class CommentableMixin(CommentsPolicyMixin):
    """A page on which readers may comment, and how freely."""

    comments_kind = models.CharField(
        _("kind of comments"), max_length=10, choices=CommentsKind.choices, default=CommentsKind.DISCUSSION
    )

    comment_panels = [FieldPanel("comments_kind"), *CommentsPolicyMixin.comment_panels]
    preview_modes = [("", _("As the settings say")), (WITHOUT_WRITING, _("With comments closed"))]

    class Meta:
        abstract = True

    @cached_property
    def comments_policy(self) -> Policy:
        """What readers may do here now, and why. At most one query a kind of page above, one more for the rota."""
        settings, now = self.comments_settings, timezone.now()
        return decide(
            [self.comments_rule, *_rules_above(self), Rule(mode=settings.mode)],
            now=now,
            published_at=self.first_published_at,
            closes_after_days=settings.closes_after_days,
            is_rota_empty=settings.closes_without_rota and not OnCallShift.objects.at(now).exists(),
        )

    def serve_preview(self, request, mode_name):
        if mode_name == WITHOUT_WRITING:
            self.comments_mode = CommentsMode.READ_ONLY
        return super().serve_preview(request, mode_name)

    def get_context(self, request, *args, **kwargs):
        # The frame of every page reads all settings of the site at once; whoever asks for ours later finds them there.
        self._request = request
        return super().get_context(request, *args, **kwargs)

    @cached_property
    def comments_settings(self) -> CommentsSettings:
        """The settings of the page's site, the defaults where nobody saved any. At most one query, never a write."""
        read_already = getattr(getattr(self, "_request", None), CommentsSettings.get_cache_attr_name(), None)
        return read_already or CommentsSettings.objects.for_page(self) or CommentsSettings()

    @property
    def accepts_comments(self) -> bool:
        """True where a reader may send a comment now."""
        return self.live and self.comments_policy.state == OPEN

    @property
    def shows_comments(self) -> bool:
        """True where approved comments are shown."""
        return self.comments_policy.shows_comments

    @property
    def takes_questions(self) -> bool:
        """True on an ask-the-clinician page."""
        return self.comments_kind == CommentsKind.QUESTIONS

    @property
    def writer_account_id(self) -> int | None:
        """The account of whoever wrote the page, whose comments are badged; page types with an author say which."""
        return None


def _rules_above(page) -> list[Rule]:
    """What the pages above say, the nearest first. One query a kind of page that may say something."""
    above = ancestor_paths(page)
    kinds = [m for m in apps.get_models() if issubclass(m, CommentsPolicyMixin) and not issubclass(m, CommentableMixin)]
    found = [rule_page for kind in kinds for rule_page in kind.objects.filter(path__in=above).defer_streamfields()]
    return [rule_page.comments_rule for rule_page in sorted(found, key=lambda found_page: -found_page.depth)]
