"""On which pages readers see comments, asked of many pages at once."""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction

from blog.comments.models import CommentableMixin, CommentsMode, CommentsPolicyMixin, CommentsSettings
from blog.comments.policy import HIDDEN


def pages_showing_comments(site_settings: CommentsSettings):
    """Published pages that everybody may see and whose comments are not hidden, by themselves or from above.

    Only to be narrowed further: to the pages below one, or to a list of ids. Stricter than the policy of a single page
    where a page above another one that shows comments hides them.
    """
    above = Substr(OuterRef("path"), 1, Length("path"))
    is_private = Exists(
        PageViewRestriction.objects.filter(page__path=Substr(OuterRef("path"), 1, Length("page__path")))
    )
    is_open = is_closed = says_so_above = hides_above = Q(pk__in=[])
    for model in apps.get_models():
        if issubclass(model, CommentableMixin):
            rows = model.objects.order_by()
            is_open |= Q(
                pk__in=rows.exclude(comments_mode__in=[CommentsMode.INHERIT, CommentsMode.HIDDEN]).values("pk")
            )
            is_closed |= Q(pk__in=rows.filter(comments_mode=CommentsMode.HIDDEN).values("pk"))
        elif issubclass(model, CommentsPolicyMixin):
            rows = model.objects.order_by().filter(path=above)
            hides_above |= Q(Exists(rows.filter(comments_mode=CommentsMode.HIDDEN)))
            says_so_above |= Q(Exists(rows.exclude(comments_mode__in=[CommentsMode.INHERIT, CommentsMode.HIDDEN])))
    is_shown = ~hides_above if site_settings.mode != HIDDEN else says_so_above & ~hides_above
    return Page.objects.live().exclude(is_closed).filter(is_open | is_shown).exclude(is_private)
