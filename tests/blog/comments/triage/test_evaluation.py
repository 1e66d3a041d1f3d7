import pytest

from blog.comments.triage import evaluate
from clinicsite.core.rates import Rate


def test_comment_with_its_label_is_caught():
    assert evaluate([("crisis", ("crisis",), ())]).caught["crisis"] == Rate(1, 1)


def test_comment_without_its_label_is_missed():
    assert evaluate([("crisis", ("spam",), ())]).caught["crisis"] == Rate(0, 1)


def test_label_on_an_ordinary_comment_is_a_false_alarm():
    assert evaluate([("ham", ("crisis",), ())]).false_alarms["crisis"] == Rate(1, 1)


def test_spam_called_a_sale_counts_as_caught_together():
    assert evaluate([("spam", ("drug_sale",), ())]).unwanted_caught == Rate(1, 1)


def test_further_true_label_is_no_false_alarm():
    assert evaluate([("crisis", ("crisis", "pii"), ("pii",))]).false_alarms_elsewhere["pii"].count == 0


def test_wrong_label_on_another_kind_is_counted_apart():
    result = evaluate([("spam", ("spam", "pii"), ())])
    assert result.false_alarms_elsewhere["pii"] == Rate(1, 1)
    assert result.false_alarms["pii"] == Rate(0, 0)


def test_praise_is_no_mislabelling():
    result = evaluate([("ham", ("endorse",), ())])
    assert (result.ham_mislabelled, result.ham_with_any_label) == (Rate(0, 1), Rate(1, 1))


def test_counts_go_into_json():
    assert evaluate([("ham", (), ())]).as_dict()["ham"]["mislabelled"] == {
        "count": 0, "total": 1, "rate": 0.0, "interval": pytest.approx((0.0, 0.793), abs=0.001),
    }  # fmt: skip
