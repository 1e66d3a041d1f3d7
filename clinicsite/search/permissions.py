"""Who may see what readers looked for."""

SEE_MISSED_SEARCHES = "search.see_missed_searches"


def can_see_missed_searches(user) -> bool:
    """May see words that found nothing, which nobody can trace to a reader."""
    return user.is_active and user.has_perm(SEE_MISSED_SEARCHES)
