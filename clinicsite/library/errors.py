"""What can be refused about references."""


class LibraryError(Exception):
    """A step that was refused."""


class NotAllowed(LibraryError):
    """The person may not do this."""


class NothingToMerge(LibraryError):
    """One of the two references is gone, or both are the same."""


class LookupFailed(LibraryError):
    """The library that was asked gave no answer that can be read."""
