import datetime
import logging

import pytest
from django.utils import timezone

from clinicsite.background import jobs
from clinicsite.background.jobs import Job, register_job, registered_jobs, run_due_jobs, run_job
from clinicsite.background.models import JobRun

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def own_jobs(monkeypatch):
    """No job but those of the test, on the one connection that the test has."""
    monkeypatch.setattr(jobs, "_jobs", {})
    monkeypatch.setattr(jobs, "close_old_connections", lambda: None)


@pytest.fixture
def ran():
    """The names of what ran, in order."""
    return []


def add(ran, name, every=MINUTE, then=lambda: None):
    register_job(name, every, lambda: (ran.append(name), then()))


def fail():
    raise ValueError("quokka@example.org")


def test_job_runs_at_its_first_chance(own_jobs, ran):
    add(ran, "tidy")
    assert run_due_jobs() == ["tidy"]
    assert ran == ["tidy"]


def test_job_waits_for_its_time(own_jobs, ran):
    now = timezone.now()
    add(ran, "tidy")
    for seconds in (0, 30, 59, 60, 61):
        run_due_jobs(now + datetime.timedelta(seconds=seconds))
    assert len(ran) == 2


def test_quick_jobs_run_first(own_jobs, ran):
    add(ran, "daily", datetime.timedelta(days=1))
    add(ran, "mail", datetime.timedelta(seconds=5))
    run_due_jobs()
    assert ran == ["mail", "daily"]


def test_failing_job_stops_no_other(own_jobs, ran):
    add(ran, "a", then=fail)
    add(ran, "b")
    assert run_due_jobs() == ["a", "b"]


def test_fault_is_noted_without_its_words(own_jobs, ran, caplog):
    add(ran, "a", then=fail)
    with caplog.at_level(logging.ERROR):
        run_due_jobs()
    assert JobRun.objects.get().last_error == "ValueError"
    assert "quokka" not in caplog.text


def test_fault_is_gone_after_a_good_run(own_jobs, ran):
    now = timezone.now()
    faults = [fail, lambda: None]
    register_job("a", MINUTE, lambda: faults.pop(0)())
    run_due_jobs(now)
    run_due_jobs(now + MINUTE)
    assert JobRun.objects.get().last_error == ""


def test_failed_job_is_tried_again_in_its_time(own_jobs, ran):
    now = timezone.now()
    add(ran, "a", then=fail)
    run_due_jobs(now)
    run_due_jobs(now + MINUTE)
    assert ran == ["a", "a"]


def test_one_runner_at_a_time(own_jobs, ran):
    """While a job runs, another process finds it locked, even when its time has come again."""
    now = timezone.now()
    second = []
    job = Job("slow", MINUTE, lambda: second.append(run_job(Job("slow", MINUTE, ran.append), now + 2 * MINUTE)))
    assert run_job(job, now)
    assert second == [False]
    assert ran == []


def test_two_runners_at_the_same_moment_run_a_job_once(own_jobs, ran):
    now = timezone.now()
    job = Job("tidy", MINUTE, lambda: ran.append("tidy"))
    assert [run_job(job, now), run_job(job, now)] == [True, False]


def test_job_of_a_killed_process_is_taken_over(own_jobs, ran):
    now = timezone.now()
    add(ran, "tidy")
    JobRun.objects.create(name="tidy", started_at=now, locked_until=now + jobs.LONGEST_RUN)
    run_due_jobs(now + jobs.LONGEST_RUN - MINUTE)
    assert ran == []
    run_due_jobs(now + jobs.LONGEST_RUN + MINUTE)
    assert ran == ["tidy"]


def test_clock_set_back_stops_no_job(own_jobs, ran):
    now = timezone.now()
    add(ran, "tidy")
    run_due_jobs(now + datetime.timedelta(days=2))
    run_due_jobs(now)
    assert ran == ["tidy", "tidy"]


def test_name_is_given_once(own_jobs, ran):
    add(ran, "tidy")
    with pytest.raises(ValueError, match="tidy"):
        add(ran, "tidy")


def test_jobs_that_keep_the_site_going_are_registered():
    every = {job.name: job.every for job in registered_jobs()}
    assert every["send mail"] == datetime.timedelta(seconds=5)
    assert every["prune mail"] == datetime.timedelta(days=1)
