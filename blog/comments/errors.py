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


class SenderBlocked(CommentError):
    """A moderator has blocked the sender for today."""


class TooManySendings(CommentError):
    """One sender has sent so much that the next comment has to wait. `seconds` is how long."""

    def __init__(self, seconds):
        super().__init__(str(seconds))
        self.seconds = seconds


class NotesFirst(CommentError):
    """The writer should see notes on the text before it is stored. `notes` are notes.Note."""

    def __init__(self, notes):
        super().__init__(", ".join(note.label for note in notes))
        self.notes = notes


class ConfirmationNeeded(CommentError):
    """The sending is doubtful, and nothing has confirmed it yet. `doubts` are doubt.Doubt.

    `fault` says what was wrong with a confirmation that came along; `seconds` is what is left of the wait.
    """

    def __init__(self, doubts, fault="", seconds=0):
        super().__init__(", ".join(doubts))
        self.doubts = doubts
        self.fault = fault
        self.seconds = seconds


class ReplyRefused(CommentError):
    """The guard finds something in a reply of the clinic that it must not say. `findings` are reply_guard.Finding."""

    def __init__(self, findings):
        super().__init__(", ".join(finding.rule for finding in findings))
        self.findings = findings


class ReplyNotPublic(CommentError):
    """Nobody at the clinic answers a comment about a crisis or an emergency where others read it."""


class OwnReply(CommentError):
    """A reply that needs a second person is approved by somebody other than its writer."""


class AlreadyAnswered(CommentError):
    """Somebody else has acknowledged or closed the urgent comment meanwhile. `alert` is as it stands now."""

    def __init__(self, alert):
        super().__init__(str(alert))
        self.alert = alert


class OutcomeMissing(CommentError):
    """An urgent comment is closed with words about what was done."""


class EventMissing(CommentError):
    """A report of a side effect says what happened, or there is nothing to report."""


class NoAddress(CommentError):
    """There is no address to which the writer of the comment could be answered."""


class TextChanged(CommentError):
    """The comment's text is no longer the one the moderator saw."""


class LinkForged(CommentError):
    """A signed link that this site never made, or that lost a part on its way."""


class LinkExpired(CommentError):
    """A signed link of this site whose time is over. `lasted` is how long it was good for."""

    def __init__(self, lasted):
        super().__init__(str(lasted))
        self.lasted = lasted


class LinkUsedUp(CommentError):
    """A signed link to something that its owner has withdrawn or erased since."""


class EditTooLate(CommentError):
    """The time in which a writer may change a comment is over, or its state does not allow it."""


class TooManyEdits(CommentError):
    """A comment was changed so often that nobody could follow."""


class WriterBlocked(CommentError):
    """The address of the comment is blocked: it can be withdrawn, not changed."""


class PublishingNotConfirmed(CommentError):
    """A comment about a crisis or an emergency becomes public only when a person says so in a word of their own."""


class AlertStillOpen(CommentError):
    """Nobody has closed the alert yet that the comment raised. Until then it is neither published nor refused."""


class SpamNotConfirmed(CommentError):
    """A comment that sounds as if somebody were in danger becomes spam only when a person says so in a word."""


class DetailsStand(CommentError):
    """Identifying details stand in the text, and nobody has said whether they go or may stay."""


class SecondPersonNeeded(CommentError):
    """Somebody else has to decide: the person has asked for a second opinion."""


class NothingToUndo(CommentError):
    """The decision is another person's, too old, or something has happened since."""


class TakenByOther(CommentError):
    """Somebody else has taken the comment a moment ago. `person` is who."""

    def __init__(self, person):
        super().__init__(str(person))
        self.person = person


class TooManyReports(CommentError):
    """One sender has reported so much within the hour that the next report has to wait."""
