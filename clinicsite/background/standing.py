"""Whether the work in the background goes on: when each job last ran, and how much mail waits since when."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Max, Min
from django.utils import timezone
from django.utils.translation import ngettext

from clinicsite.background.jobs import Job, registered_jobs
from clinicsite.background.models import JobRun, OutgoingMail

# The quickest job runs every few seconds: a runner that has done nothing for so long has stopped.
SILENCE_IS_A_FAULT = datetime.timedelta(minutes=5)
MINUTE, HOUR, DAY = 60, 3600, 86_400


@dataclass(frozen=True)
class JobStanding:
    """A job with its last run, None where it never ran."""

    job: Job
    run: JobRun | None

    @property
    def every(self) -> str:
        """The least time between two runs, in words."""
        seconds = int(self.job.every.total_seconds())
        if seconds < MINUTE:
            return ngettext("%d second", "%d seconds", seconds) % seconds
        if seconds < HOUR:
            return ngettext("%d minute", "%d minutes", seconds // MINUTE) % (seconds // MINUTE)
        if seconds < DAY:
            return ngettext("%d hour", "%d hours", seconds // HOUR) % (seconds // HOUR)
        return ngettext("%d day", "%d days", seconds // DAY) % (seconds // DAY)

    @property
    def fault(self) -> str:
        """The kind of the last fault; empty where the last run went well."""
        return self.run.last_error if self.run else ""


@dataclass(frozen=True)
class MailStanding:
    """Mail that waits. `oldest` is when the first of it was queued."""

    waiting: int
    failed_before: int
    oldest: datetime.datetime | None
    given_up: int


def job_standings() -> list[JobStanding]:
    """Every job. One query."""
    runs = {run.name: run for run in JobRun.objects.all()}
    return [JobStanding(job, runs.get(job.name)) for job in registered_jobs()]


def mail_standing() -> MailStanding:
    """The queue in numbers. Two queries."""
    given_up = OutgoingMail.objects.given_up()
    waiting = OutgoingMail.objects.exclude(pk__in=given_up.values("pk"))
    found = waiting.aggregate(number=Count("pk"), oldest=Min("created_at"))
    return MailStanding(
        waiting=found["number"],
        failed_before=waiting.filter(attempts__gt=0).count(),
        oldest=found["oldest"],
        given_up=given_up.count(),
    )


def last_run() -> datetime.datetime | None:
    """When any job last began; None where none ever did."""
    return JobRun.objects.aggregate(latest=Max("started_at"))["latest"]


def is_runner_silent(now: datetime.datetime | None = None) -> bool:
    """True where no job has run for five minutes: mail and alarms wait then."""
    latest = last_run()
    return latest is None or (now or timezone.now()) - latest > SILENCE_IS_A_FAULT
