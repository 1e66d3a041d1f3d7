"""Clinicians, authors and medical reviewers."""

from clinicsite.people.models.credential import Credential
from clinicsite.people.models.team_index_page import TeamIndexPage
from clinicsite.people.models.team_member_page import TeamMemberPage

__all__ = ["Credential", "TeamIndexPage", "TeamMemberPage"]
