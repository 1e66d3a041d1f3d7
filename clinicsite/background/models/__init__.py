"""Mail that waits to be sent, and when each job last ran."""

from clinicsite.background.models.job_run import JobRun
from clinicsite.background.models.outgoing_mail import OutgoingMail

__all__ = ["JobRun", "OutgoingMail"]
