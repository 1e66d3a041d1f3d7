import csv
import io

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile

from blog.comments.judging import judge_comment
from blog.comments.models import Comment, PhraseRule
from tests.factories.comments import ModeratorFactory
from tests.factories.users import UserFactory

LIST = "/admin/snippets/comments/phraserule/"


@pytest.fixture
def bench(moderator_client):
    def bench(text, author=""):
        return moderator_client.post(LIST + "try/", {"text": text, "author": author})

    return bench


def send_file(client, content, name="phrases.csv"):
    return client.post(LIST + "import/", {"file": SimpleUploadedFile(name, content)})


def test_the_bench_shows_the_phrase_that_hits_and_where(bench):
    PhraseRule.objects.create(phrase="buy followers", label="spam")
    html = bench("Come and b u y followers here").content.decode()
    assert "clinic&#x27;s own list" in html
    assert "<mark title=" in html


def test_the_bench_finds_phrases_in_the_name(bench):
    PhraseRule.objects.create(phrase="casino king", label="spam")
    assert "in the name" in bench("Hello there", "Casino King").content.decode()


def test_the_bench_stores_nothing(bench):
    bench("Call me on 555-0134")
    assert not Comment.objects.exists()


def test_a_hostile_text_stays_text(bench):
    html = bench("<script>alert(1)</script> buy followers", "<b>x</b>").content.decode()
    assert "<script>alert(1)" not in html
    assert "<b>x</b>" not in html


def test_an_empty_text_is_refused(bench):
    assert bench(" ").status_code == 422


def test_a_text_beyond_the_limit_is_refused(bench):
    assert bench("a" * 10_001).status_code == 422


def test_a_phrase_counts_from_the_moment_it_is_stored(moderator_client, article):
    assert judge_comment("wobble jelly").fields()["labels"] == ""
    moderator_client.post(LIST + "add/", {"phrase": "wobble jelly", "label": "abuse", "is_active": "on", "note": ""})
    assert "abuse" in judge_comment("wobble jelly").fields()["labels"]


def test_a_file_is_taken_in_and_its_bad_lines_are_shown(moderator_client):
    answer = send_file(moderator_client, b"phrase,label\nbuy followers,spam\n!!!,spam\n<b>x</b>,nonsense\n")
    html = answer.content.decode()
    assert PhraseRule.objects.get().phrase == "buy followers"
    assert '<th scope="row">3</th>' in html
    assert "&lt;b&gt;x&lt;/b&gt;" in html


@pytest.mark.parametrize("content", [b"\xff\xfe\x00bad", b"phrase\n\x00"])
def test_what_is_no_text_is_refused(moderator_client, content):
    assert send_file(moderator_client, content).status_code == 422
    assert not PhraseRule.objects.exists()


def test_no_file_is_refused(moderator_client):
    assert moderator_client.post(LIST + "import/").status_code == 422


def test_the_export_is_safe_from_formulas(moderator_client):
    PhraseRule.objects.create(phrase="=cheap pills", note="+why")
    rows = list(csv.reader(io.StringIO(moderator_client.get(LIST + "csv/").content.decode("utf-8-sig"))))
    assert rows[1][0] == "'=cheap pills"
    assert rows[1][3] == "'+why"


def test_what_goes_out_comes_in_again(moderator_client):
    PhraseRule.objects.create(phrase="=cheap pills", note="+why", is_active=False, label="abuse")
    content = moderator_client.get(LIST + "csv/").content
    before = list(PhraseRule.objects.values("phrase", "label", "is_active", "note"))
    PhraseRule.objects.all().delete()
    send_file(moderator_client, content)
    assert list(PhraseRule.objects.values("phrase", "label", "is_active", "note")) == before


@pytest.mark.parametrize("where", ["", "try/", "csv/", "import/", "add/"])
@pytest.mark.parametrize("role", ["Editors", "Contributors"])
def test_whoever_does_not_moderate_gets_nowhere(client, db, role, where):
    account = UserFactory()
    account.groups.add(Group.objects.get(name=role))
    client.force_login(account)
    assert client.get(LIST + where).status_code in (302, 403)


def test_clinicians_look_and_do_not_take_files_in(client, db):
    account = UserFactory()
    account.groups.add(Group.objects.get(name="Clinicians"))
    client.force_login(account)
    assert client.get(LIST + "try/").status_code == 200
    assert send_file(client, b"phrase\nbuy followers\n").status_code == 403
    assert not PhraseRule.objects.exists()


def test_moderators_delete_no_phrase(client, db):
    rule = PhraseRule.objects.create(phrase="buy followers")
    client.force_login(ModeratorFactory())
    client.post(f"{LIST}delete/{rule.pk}/")
    assert PhraseRule.objects.exists()
