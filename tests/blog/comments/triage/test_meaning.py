import builtins
import json

import pytest

from blog.comments.triage import meaning
from blog.comments.triage.labels import CRISIS_SOFT, SCORED
from blog.comments.triage.meaning import HEADS, write_heads


@pytest.fixture(autouse=True)
def nothing_kept():
    meaning.installed_meaning.cache_clear()
    yield
    meaning.installed_meaning.cache_clear()


def test_without_numpy_there_is_no_second_opinion(monkeypatch):
    load = builtins.__import__

    def without_numpy(name, *rest):
        if name == "numpy" or name == "blog.comments.triage" and "encoder" in (rest[2] or ()):
            raise ImportError(name)
        return load(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_numpy)
    assert meaning.installed_meaning() is None


def test_damaged_heads_are_logged_and_done_without(monkeypatch, tmp_path, caplog):
    caplog.set_level("ERROR")
    encoder = pytest.importorskip("blog.comments.triage.encoder", reason="needs requirements-triage.txt")
    (tmp_path / "heads.json").write_text("nonsense")
    monkeypatch.setattr(meaning, "HEADS", tmp_path / "heads.json")
    monkeypatch.setattr(encoder, "installed_folder", lambda: tmp_path)
    monkeypatch.setattr(encoder, "Encoder", lambda folder: None)
    assert meaning.installed_meaning() is None
    assert "cannot be used" in caplog.text


def test_shipped_heads_score_every_label():
    assert tuple(json.loads(HEADS.read_text())["labels"]) == SCORED


def test_low_mood_is_a_wider_net_than_crisis():
    thresholds = json.loads(HEADS.read_text())["thresholds"]
    assert thresholds[CRISIS_SOFT] < thresholds["crisis"]


def test_heads_are_read_as_they_were_written():
    np = pytest.importorskip("numpy", reason="needs requirements-triage.txt")

    class Same:
        def encode(self, texts, most):
            return np.ones((len(texts), 2), dtype=np.float32)

    packed = write_heads(["a", "b"], {"a": 1.0, "b": 2.0}, "test", bytes(range(1, 9)), [1.0, 0.5], [0.0, 10.0])
    read = meaning.read_heads(packed, Same())
    assert read.logits(["x"], "") == [[4.0, 13.0]]
    assert read.logits(["x"], "somebody") == [[16.0, 20.0]]
