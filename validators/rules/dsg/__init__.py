"""Rules about the design of an experiment."""

from aivc.validators.rules.dsg import (
    agent_in_one_block,
    batch_is_treatment,
    batch_predicts_treatment,
    broken_nesting,
    cell_type_missing,
    control_not_comparable,
    coverage_hole,
    few_observations,
    nested_treatment,
    no_batch_information,
    single_donor,
    time_is_batch,
)

RULES = (
    control_not_comparable.RULE,
    batch_is_treatment.RULE,
    batch_predicts_treatment.RULE,
    agent_in_one_block.RULE,
    broken_nesting.RULE,
    coverage_hole.RULE,
    few_observations.RULE,
    single_donor.RULE,
    time_is_batch.RULE,
    cell_type_missing.RULE,
    no_batch_information.RULE,
    nested_treatment.RULE,
)
