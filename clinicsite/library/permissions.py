"""Who may do what to the library."""

ADD = "library.add_reference"
CHANGE = "library.change_reference"
DELETE = "library.delete_reference"


def can_add_references(user) -> bool:
    """May write a source into the library."""
    return user.is_active and user.has_perm(ADD)


def can_merge_references(user) -> bool:
    """May make one reference of two: the other one is deleted."""
    return user.is_active and user.has_perms([CHANGE, DELETE])


def can_mark_retractions(user) -> bool:
    """May say that a source has been withdrawn."""
    return user.is_active and user.has_perm(CHANGE)
