"""What comments refuse, by name."""


class CommentError(Exception):
    """Anything an action on comments refuses."""


class NotAllowed(CommentError):
    """The person may not moderate comments."""


class CommentsClosed(CommentError):
    """The page takes no comments now."""


class ParentNotPublic(CommentError):
    """The comment to answer is not shown to readers, or belongs to another page."""


class ThreadTooDeep(CommentError):
    """The comment to answer stands at the deepest level."""


class DecisionNotPossible(CommentError):
    """A comment in this state cannot be taken to the other one."""


class AlreadyDecided(CommentError):
    """Somebody else has decided meanwhile. `change` is the comment's latest row of history, None where it is gone."""

    def __init__(self, change):
        super().__init__(str(change))
        self.change = change


class BodyUnreadable(CommentError):
    """What was posted is not a form in UTF-8."""


class BodyTooLarge(CommentError):
    """What was posted is far longer than any comment."""
