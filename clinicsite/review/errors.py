"""What can go wrong when somebody decides about claims."""


class ReviewError(Exception):
    """A decision that was refused."""


class NotAllowed(ReviewError):
    """The person may not do this."""


class UnknownRule(ReviewError):
    """No shipped rule has this name."""


class MissingReason(ReviewError):
    """A decision without a reason."""


class ExpiryTooFar(ReviewError):
    """An override that would outlive a year, or that has expired already."""
