"""Who may do what with articles beyond what Wagtail's own permissions say."""


def can_duplicate(user, page) -> bool:
    """May read the draft and may put another article beside it."""
    parent = page.get_parent()
    return page.permissions_for_user(user).can_copy_to(parent)


def can_schedule(user, series) -> bool:
    """May publish the parts of a series."""
    return series.permissions_for_user(user).can_publish_subpage()
