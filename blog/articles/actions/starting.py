"""Begins articles and series from the template."""

import json
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import COMMENTS_RELATION_NAME, Comment, Page, PageSubscription

from blog.articles.errors import NotAllowed
from blog.articles.models import ArticleIndexPage, ArticlePage, SeriesPage, Topic
from blog.articles.skeleton import sections_of_an_article, stored_story


@transaction.atomic
def start_article(*, parent: Page, title: str, user, topic: Topic | None = None) -> ArticlePage:
    """A draft with the sections of the template, below a series or the list of articles. Raises NotAllowed."""
    check_may_begin(user, parent, ArticlePage)
    story, notes = stored_story(sections_of_an_article())
    article = ArticlePage(title=title, topic=topic, body=json.dumps(story))
    for content_path, note in notes:
        getattr(article, COMMENTS_RELATION_NAME).add(Comment(user=user, text=note, contentpath=content_path))
    _begin(article, parent, user)
    return article


@transaction.atomic
def start_series(
    *, parent: ArticleIndexPage, title: str, part_titles: Sequence[str], user, topic: Topic | None = None
) -> SeriesPage:
    """A draft series with one draft a title, all of them or none. Empty titles are numbered. Raises NotAllowed."""
    check_may_begin(user, parent, SeriesPage)
    series = SeriesPage(title=title)
    _begin(series, parent, user)
    for number, part_title in enumerate(part_titles, start=1):
        words = part_title or _("%(series)s, part %(number)d") % {"series": title, "number": number}
        start_article(parent=series, title=words[:255], user=user, topic=topic)
        series.refresh_from_db(fields=["path", "depth", "numchild"])
    return series


def check_may_begin(user, parent: Page, model: type[Page]) -> None:
    """Raise NotAllowed unless the user may add a page of this type here."""
    specific = parent.specific
    if not specific.permissions_for_user(user).can_add_subpage() or model not in specific.creatable_subpage_models():
        raise NotAllowed


def _begin(page: Page, parent: Page, user) -> None:
    """What Wagtail's own "add" view does with a draft."""
    page.live = False
    page.has_unpublished_changes = True
    page.owner = user
    parent.add_child(instance=page)
    PageSubscription.objects.update_or_create(page=page, user=user, defaults={"comment_notifications": True})
    page.save_revision(user=user, log_action=True, clean=False)
