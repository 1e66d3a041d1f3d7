import datetime
import hashlib

import pytest

from blog.comments.proof_of_work import DIFFICULTY, LIFETIME, WAIT, issue_challenge, read_challenge

NOW = datetime.datetime(2027, 3, 3, 12, tzinfo=datetime.UTC)
KEY = "a" * 64


def solve(challenge) -> str:
    """What the script in the page does."""
    number = 0
    while int(hashlib.sha256(f"{challenge.token}:{number}".encode()).hexdigest()[:8], 16) >> (32 - DIFFICULTY):
        number += 1
    return str(number)


def test_challenge_is_read_as_it_was_issued():
    challenge = issue_challenge(KEY, NOW)
    assert read_challenge(challenge.token) == challenge
    assert (challenge.submission_key, challenge.issued_at) == (KEY, NOW)


def test_no_two_challenges_are_alike():
    assert issue_challenge(KEY, NOW).token != issue_challenge(KEY, NOW).token


@pytest.mark.parametrize("token", ["", "x", "1:2:3", "1:2:3:forged", "\ufffd:2:3:4"])
def test_forged_challenge_is_none(token):
    assert read_challenge(token) is None


def test_changed_challenge_is_none():
    assert read_challenge(issue_challenge(KEY, NOW).token.replace("a" * 64, "b" * 64)) is None


def test_work_solves_the_challenge():
    challenge = issue_challenge(KEY, NOW)
    assert challenge.is_solved_by(solve(challenge))


def test_solution_of_another_challenge_does_not():
    solution = solve(issue_challenge(KEY, NOW))
    others = [issue_challenge(KEY, NOW) for _ in range(3)]
    assert not all(challenge.is_solved_by(solution) for challenge in others)


@pytest.mark.parametrize("number", ["", "x", "-1", "1.5", "9" * 201, "٣²"])
def test_what_is_no_number_solves_nothing(number):
    assert not issue_challenge(KEY, NOW).is_solved_by(number)


@pytest.mark.parametrize(("passed", "left"), [(0, 10), (0.4, 10), (3, 7), (9.2, 1), (10, 0), (500, 0), (-300, 10)])
def test_wait_is_told_in_whole_seconds(passed, left):
    challenge = issue_challenge(KEY, NOW)
    assert challenge.seconds_left(NOW + datetime.timedelta(seconds=passed)) == left


def test_wait_is_ten_seconds():
    assert datetime.timedelta(seconds=10) == WAIT


def test_challenge_expires():
    challenge = issue_challenge(KEY, NOW)
    assert not challenge.is_expired(NOW + LIFETIME)
    assert challenge.is_expired(NOW + LIFETIME + datetime.timedelta(seconds=1))
