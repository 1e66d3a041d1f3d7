import io
import os
import signal

import pytest
from django.core.management import call_command
from django.db import OperationalError

from clinicsite.background.management.commands import run_jobs


@pytest.fixture
def rounds(monkeypatch):
    """The rounds that began, and what is to happen in each of them in place of jobs."""
    seen, happen = [], []

    def one_round():
        seen.append(len(seen))
        if len(seen) <= len(happen):
            happen[len(seen) - 1]()
        return ["tidy"]

    monkeypatch.setattr(run_jobs, "run_due_jobs", one_round)
    monkeypatch.setattr(run_jobs, "close_old_connections", lambda: None)
    monkeypatch.setattr(run_jobs, "SECONDS_BETWEEN_ROUNDS", 0)
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield seen, happen
    for number, handler in before.items():
        signal.signal(number, handler)


def test_once_runs_what_is_due_names_it_and_ends(rounds):
    out = io.StringIO()
    call_command("run_jobs", once=True, stdout=out)
    assert out.getvalue() == "tidy\n"
    assert rounds[0] == [0]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "stop"])
def test_signal_ends_it_after_the_round(rounds, number):
    seen, happen = rounds
    happen += [lambda: None, lambda: signal.raise_signal(number)]
    call_command("run_jobs")
    assert seen == [0, 1]


def test_it_ends_with_the_process_that_started_it(rounds):
    """The parent named is not the real one, as after its end."""
    call_command("run_jobs", while_parent_lives=os.getppid() + 1)
    assert rounds[0] == [0]


def test_it_goes_on_while_that_process_lives(rounds):
    seen, happen = rounds
    happen += [lambda: None, lambda: None, lambda: signal.raise_signal(signal.SIGTERM)]
    call_command("run_jobs", while_parent_lives=os.getppid())
    assert seen == [0, 1, 2]


def test_database_that_is_away_does_not_end_it(rounds):
    seen, happen = rounds

    def away():
        raise OperationalError

    happen += [away, lambda: signal.raise_signal(signal.SIGTERM)]
    call_command("run_jobs")
    assert seen == [0, 1]
