import pytest

from blog.comments.impersonation import is_impersonating, skeleton
from tests.factories.people import TeamMemberPageFactory
from tests.factories.users import UserFactory


@pytest.mark.parametrize(
    "name",
    [
        "Priya Nair", "PRIYA NAIR", "priya.nair", "Рriya Nair", "Priуa Nair", "Priya Naіr", "Prıya Nair", "Pr1ya Na1r",
        "Prïya Nâir", "Ｐｒｉｙａ Ｎａｉｒ", "P r i y a N a i r", "Dr. Priya Nair", "Prof. Dr Priya Nair", "Priya-Nair",
        "𝐏𝐫𝐢𝐲𝐚 𝐍𝐚𝐢𝐫",
    ],
)  # fmt: skip
def test_name_that_looks_like_another_has_its_skeleton(name):
    assert skeleton(name) == skeleton("Priya Nair")


@pytest.mark.parametrize("name", ["Priya", "Priya N.", "Nair Priya", "Priya Nairn", "Pria Nair"])
def test_other_name_has_another_skeleton(name):
    assert skeleton(name) != skeleton("Priya Nair")


def test_letters_drawn_alike_in_pairs_fall_together():
    assert skeleton("Barny Wells") == skeleton("Bamy VVells")


@pytest.mark.parametrize("name", ["Admin", "MODERATOR", "М0derator", "Clinic Team", "adm1n", "The Moderator"])
def test_moderators_cannot_be_impersonated(db, name):
    assert is_impersonating(name)


def test_team_member_cannot_be_impersonated(db):
    TeamMemberPageFactory(title="Amara Okafor")
    assert is_impersonating("Аmara Okafоr")


def test_team_member_cannot_be_impersonated_with_letters(db):
    TeamMemberPageFactory(title="Amara Okafor", honorific_suffix="MD")
    assert is_impersonating("Amara Okafor MD")


def test_account_holder_cannot_be_impersonated(db):
    UserFactory(first_name="Hannah", last_name="Lindqvist")
    assert is_impersonating("hannah lindqvist")


def test_reader_may_share_a_first_name_with_staff(db):
    UserFactory(first_name="Hannah", last_name="Lindqvist")
    assert not is_impersonating("Hannah")


def test_account_without_a_name_takes_no_name_away(db):
    UserFactory(first_name="", last_name="")
    assert not is_impersonating("...")


def test_name_in_another_script_is_free(db):
    UserFactory(first_name="Hannah", last_name="Lindqvist")
    assert not is_impersonating("שרה")
