"""The one gate that pages pass on their way to readers, whoever opens it: a button, a workflow, the clock."""

from clinicsite.review.gate.decision import blocking_problems, refuse_unready, sign_off_problem
from clinicsite.review.gate.leave import publish_unreviewed, use_leave
from clinicsite.review.gate.withholding import withhold_publication

__all__ = [
    "blocking_problems",
    "publish_unreviewed",
    "refuse_unready",
    "sign_off_problem",
    "use_leave",
    "withhold_publication",
]
