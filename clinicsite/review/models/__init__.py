from clinicsite.review.models.change_note import ChangeNote, NoteKind
from clinicsite.review.models.claim_override import ClaimOverride, digest_of
from clinicsite.review.models.claim_rule import ClaimRule
from clinicsite.review.models.claims_check import ClaimsCheck
from clinicsite.review.models.credential_notice import CredentialNotice
from clinicsite.review.models.disabled_rule import DisabledRule
from clinicsite.review.models.draft_link import (
    DraftLink,
    DraftLinkVisit,
    LinkOutcome,
    LinkState,
    OutsideComment,
    token_digest,
)
from clinicsite.review.models.error_report import ErrorReport, ReportKind, ReportStatus
from clinicsite.review.models.medical_review import MedicalReview, Outcome
from clinicsite.review.models.medically_reviewed import MedicallyReviewedMixin
from clinicsite.review.models.minor_edit import MinorEdit, Verdict
from clinicsite.review.models.regulatory_statement import RegulatoryStatement, StatementTopic
from clinicsite.review.models.review_settings import OverduePolicy, ReviewInterval, ReviewSettings, clinical_page_types
from clinicsite.review.models.review_standing import ReviewStanding, ReviewState
from clinicsite.review.models.trust_settings import TrustSettings
from clinicsite.review.models.unreviewed_publication import UnreviewedPublication

__all__ = [
    "ChangeNote",
    "ClaimOverride",
    "ClaimRule",
    "ClaimsCheck",
    "CredentialNotice",
    "DisabledRule",
    "DraftLink",
    "DraftLinkVisit",
    "ErrorReport",
    "LinkOutcome",
    "LinkState",
    "MedicalReview",
    "MedicallyReviewedMixin",
    "MinorEdit",
    "NoteKind",
    "Outcome",
    "OutsideComment",
    "OverduePolicy",
    "RegulatoryStatement",
    "ReportKind",
    "ReportStatus",
    "ReviewInterval",
    "ReviewSettings",
    "ReviewStanding",
    "ReviewState",
    "StatementTopic",
    "TrustSettings",
    "UnreviewedPublication",
    "Verdict",
    "clinical_page_types",
    "digest_of",
    "token_digest",
]
