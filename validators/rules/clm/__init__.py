"""Rules about the claims of a split."""

from aivc.validators.rules.clm import (
    broken_joint_claim,
    claim_not_checkable,
    claim_on_one_value,
    contradicting_claims,
    members_seen_mixed,
    no_claims,
    not_between_or_beyond,
    not_few_shot,
    not_identifiable,
    not_in_another_context,
    not_seen,
    redundant_claim,
    singles_among_combinations,
    weaker_than_what_holds,
)

RULES = (
    broken_joint_claim.RULE,
    not_few_shot.RULE,
    not_seen.RULE,
    not_in_another_context.RULE,
    not_between_or_beyond.RULE,
    members_seen_mixed.RULE,
    singles_among_combinations.RULE,
    not_identifiable.RULE,
    claim_not_checkable.RULE,
    claim_on_one_value.RULE,
    contradicting_claims.RULE,
    no_claims.RULE,
    weaker_than_what_holds.RULE,
    redundant_claim.RULE,
)
