"""What a page needs to carry comments."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel


class CommentsMode(models.TextChoices):
    """What readers may do under a page."""

    OPEN = "open", _("Open: readers may comment")
    READ_ONLY = "read-only", _("Read-only: earlier comments stay, no new ones")
    HIDDEN = "hidden", _("Hidden: no comments and no form")


class CommentableMixin(models.Model):
    """A page on which readers may comment, and how freely."""

    comments_mode = models.CharField(
        _("comments"),
        max_length=10,
        choices=CommentsMode.choices,
        default=CommentsMode.OPEN,
        help_text=_("Every comment waits for a person, whatever stands here."),
    )

    comment_panels = [FieldPanel("comments_mode")]

    class Meta:
        abstract = True

    @property
    def accepts_comments(self) -> bool:
        """True where a reader may send a comment now."""
        return self.live and self.comments_mode == CommentsMode.OPEN

    @property
    def writer_account_id(self) -> int | None:
        """The account of whoever wrote the page, whose comments are badged; page types with an author say which."""
        return None

    @property
    def shows_comments(self) -> bool:
        """True where approved comments are shown."""
        return self.comments_mode != CommentsMode.HIDDEN
