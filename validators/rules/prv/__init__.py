"""Rules about provenance."""

from aivc.validators.rules.prv import (
    changed_distribution,
    derived_from_itself,
    fitted_on_everything,
    impossible_step_order,
    missing_reference,
    outcome_in_preprocessing,
    processed_without_steps,
    repeated_step_order,
    scope_against_step,
    steps_against_value_type,
    undeclared_processing,
)

RULES = (
    changed_distribution.RULE,
    derived_from_itself.RULE,
    fitted_on_everything.RULE,
    impossible_step_order.RULE,
    missing_reference.RULE,
    outcome_in_preprocessing.RULE,
    processed_without_steps.RULE,
    repeated_step_order.RULE,
    scope_against_step.RULE,
    steps_against_value_type.RULE,
    undeclared_processing.RULE,
)
