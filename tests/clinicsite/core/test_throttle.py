import pytest
import time_machine

from clinicsite.core.throttle import seconds_to_wait


def ask(sender="a", purpose="comment"):
    return seconds_to_wait(purpose, sender, limit=3, period=60)


@pytest.fixture(autouse=True)
def clock():
    """The clock stands still, ten seconds into a minute."""
    with time_machine.travel("2027-03-03T12:00:10+00:00", tick=False) as clock:
        yield clock


def test_attempts_within_the_limit_need_not_wait():
    assert [ask() for _ in range(3)] == [0, 0, 0]


def test_attempt_beyond_the_limit_waits_until_the_minute_is_over():
    assert [ask() for _ in range(4)][-1] == 50


def test_next_minute_is_free_again(clock):
    for _ in range(4):
        ask()
    clock.shift(60)
    assert ask() == 0


@pytest.mark.parametrize("other", [{"sender": "b"}, {"purpose": "check"}])
def test_others_are_not_slowed(other):
    for _ in range(4):
        ask()
    assert ask(**other) == 0
