"""Copies a part of a series as the start of the next."""

import json

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.copy_page import CopyPageAction
from wagtail.coreutils import find_available_slug
from wagtail.models import COMMENTS_RELATION_NAME

from blog.articles.errors import NotAllowed
from blog.articles.models import ArticlePage
from blog.articles.skeleton import with_new_ids

LONGEST_TITLE = 255


@transaction.atomic
def duplicate_part(*, part: ArticlePage, user) -> ArticlePage:
    """A draft right behind an article, with its newest words under new anchors.

    No review, no editors' comments, no schedule, no announcement and no readers' comments come along.
    Raises NotAllowed.
    """
    latest = part.get_latest_revision_as_object()
    parent = part.get_parent().specific
    title = (_("%(title)s (copy)") % {"title": latest.title})[:LONGEST_TITLE]
    changes = {
        "title": title,
        "draft_title": title,
        "slug": find_available_slug(parent, latest.slug),
        "body": json.dumps(with_new_ids(list(latest.body.raw_data))),
        "reviewer": None,
        "is_announced": False,
        "expected": "",
        "go_live_at": None,
        "expire_at": None,
        "expired": False,
        "locked": False,
        "locked_by": None,
        "locked_at": None,
    }
    try:
        copy = CopyPageAction(
            latest,
            to=parent,
            update_attrs=changes,
            exclude_fields=[COMMENTS_RELATION_NAME],
            copy_revisions=False,
            keep_live=False,
            user=user,
        ).execute()
    except PermissionDenied as error:
        raise NotAllowed from error
    copy = ArticlePage.objects.get(pk=copy.pk)
    part.refresh_from_db(fields=["path", "depth", "numchild"])
    copy.move(part, pos="right", user=user)
    return ArticlePage.objects.get(pk=copy.pk)
