"""Which settings hold for a comment."""

from blog.comments.models import CommentsSettings


def settings_for(comment) -> CommentsSettings:
    """How comments are run on the site of a comment; where its page is gone, on the default site."""
    if comment.page:
        return CommentsSettings.objects.for_page(comment.page) or CommentsSettings()
    return default_settings()


def default_settings() -> CommentsSettings:
    """How comments are run on the default site. One query."""
    return CommentsSettings.objects.filter(site__is_default_site=True).first() or CommentsSettings()
