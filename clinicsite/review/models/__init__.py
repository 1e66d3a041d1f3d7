from clinicsite.review.models.claim_override import ClaimOverride, digest_of
from clinicsite.review.models.claim_rule import ClaimRule
from clinicsite.review.models.claims_check import ClaimsCheck
from clinicsite.review.models.disabled_rule import DisabledRule

__all__ = ["ClaimOverride", "ClaimRule", "ClaimsCheck", "DisabledRule", "digest_of"]
