"""Jobs with a clock. Each app registers its own in `apps.ready()`; `manage.py run_jobs` runs them.

A job runs in one process at a time, in a transaction of its own where it opens one; a job that fails is noted and the
others go on.
"""

import datetime
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import close_old_connections
from django.db.models import Q
from django.utils import timezone

from clinicsite.background.models import JobRun

logger = logging.getLogger(__name__)
# A job whose process was killed may run again after this time.
LONGEST_RUN = datetime.timedelta(minutes=10)


@dataclass(frozen=True)
class Job:
    """A function without arguments, and the least time between two of its runs."""

    name: str
    every: datetime.timedelta
    run: Callable[[], object]


_jobs: dict[str, Job] = {}


def register_job(name: str, every: datetime.timedelta, run: Callable[[], object]) -> None:
    """Have a function run from now on. A name is given once."""
    if name in _jobs:
        raise ValueError(f"There is a job named {name} already.")
    _jobs[name] = Job(name, every, run)


def registered_jobs() -> list[Job]:
    """All jobs, those with the shortest interval first."""
    return sorted(_jobs.values(), key=lambda job: (job.every, job.name))


def run_due_jobs(now: datetime.datetime | None = None) -> list[str]:
    """Run every job whose time has come and that no other process runs. Returns the names of those that ran."""
    now = now or timezone.now()
    started = dict(JobRun.objects.values_list("name", "started_at"))
    due = [job for job in registered_jobs() if _is_due(job, started.get(job.name), now)]
    return [job.name for job in due if run_job(job, now)]


def run_job(job: Job, now: datetime.datetime) -> bool:
    """Run one job unless another process does. True where it ran, whether it failed or not."""
    if not _lock(job, now):
        return False
    fault = ""
    try:
        job.run()
    except Exception as error:
        # The words of an error may quote what it failed on; its type and place do not.
        fault = type(error).__name__
        logger.error("Job %s failed: %s", job.name, fault)
        close_old_connections()
    JobRun.objects.filter(name=job.name).update(finished_at=timezone.now(), locked_until=None, last_error=fault)
    return True


def _is_due(job: Job, started: datetime.datetime | None, now: datetime.datetime) -> bool:
    # A clock that was set back must not stop a job until it has caught up.
    return started is None or started > now or now - started >= job.every


def _lock(job: Job, now: datetime.datetime) -> bool:
    JobRun.objects.get_or_create(name=job.name)
    is_free = Q(locked_until__isnull=True) | Q(locked_until__lt=now)
    has_not_just_run = Q(started_at__isnull=True) | Q(started_at__lte=now - job.every) | Q(started_at__gt=now)
    free = JobRun.objects.filter(is_free, has_not_just_run, name=job.name)
    return bool(free.update(started_at=now, locked_until=now + LONGEST_RUN))
