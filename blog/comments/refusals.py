"""Why a comment was refused, in words to its writer."""

from django.utils.translation import gettext_lazy as _

from blog.comments.models import RefusalReason

_TO_THE_WRITER = {
    RefusalReason.IDENTIFIES_PERSON: _(
        "It could tell readers who somebody is, perhaps you. Leave out names, contact details, dates and record "
        "numbers."
    ),
    RefusalReason.SALE: _("It offered medicines, asked for them, or said where to get them."),
    RefusalReason.DOSE: _("It gave an amount of a medicine or a way to take it. Leave out amounts and methods."),
    RefusalReason.ABUSE: _("It attacked or threatened somebody."),
    RefusalReason.SPAM: _("It looked like advertising."),
    RefusalReason.UNLAWFUL: _("Publishing it would be against the law."),
    RefusalReason.SELF_HARM_DETAIL: _(
        "It described self-harm in a way that could put other readers at risk. What you feel is not the reason, and we "
        "hope that somebody is with you."
    ),
    RefusalReason.UNDER_18: _(
        "It seems to be by somebody under 18, and we do not publish comments by children. Please ask a parent or your "
        "own doctor to contact us."
    ),
    RefusalReason.OFF_TOPIC: _("It was not about this page."),
    RefusalReason.DUPLICATE: _("The same comment was there already."),
}


def reason_for_writer(reason: str) -> str:
    """A sentence or two for the writer of a refused comment."""
    return str(_TO_THE_WRITER.get(reason, _("A moderator found that it does not fit our comments policy.")))
