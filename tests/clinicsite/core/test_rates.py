import pytest

from clinicsite.core.rates import Rate


def test_share_of_nothing_is_unknown():
    assert Rate(0, 0).value is None
    assert Rate(0, 0).interval is None


def test_interval_is_wilsons():
    assert Rate(8, 10).interval == pytest.approx((0.490, 0.943), abs=0.001)


def test_outcomes_are_counted():
    assert Rate.of([True, False, True]) == Rate(2, 3)


def test_share_is_printed_with_both_numbers():
    assert str(Rate(1, 3)) == "0.333 (1/3)"


def test_share_of_nothing_is_printed_as_a_dash():
    assert str(Rate(0, 0)) == "-"


def test_interval_is_printed_with_as_many_digits_as_asked():
    assert Rate(8, 10).reach(2) == "0.49 to 0.94"


def test_interval_of_nothing_is_printed_as_nothing():
    assert Rate(0, 0).reach(3) == ""


def test_rate_goes_into_json():
    assert Rate(0, 1).as_dict() == {
        "count": 0, "total": 1, "rate": 0.0, "interval": pytest.approx((0.0, 0.793), abs=0.001),
    }  # fmt: skip
