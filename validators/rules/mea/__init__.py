"""Rules about measurement operators."""

from aivc.validators.rules.mea import (
    antibody_not_in_var,
    array_as_counts,
    assay_against_operator,
    destroyed_twice,
    feature_type_against_var,
    features_against_operator,
    implausible_library_size,
    isotype_not_marked,
    mitochondrial_nuclei,
    mixed_feature_kinds,
    noise_against_values,
    operator_without_table,
    scale_against_operator,
    suspension_against_assay,
    tag_not_in_panel,
)

RULES = (
    noise_against_values.RULE,
    features_against_operator.RULE,
    scale_against_operator.RULE,
    assay_against_operator.RULE,
    suspension_against_assay.RULE,
    antibody_not_in_var.RULE,
    tag_not_in_panel.RULE,
    isotype_not_marked.RULE,
    array_as_counts.RULE,
    implausible_library_size.RULE,
    destroyed_twice.RULE,
    mitochondrial_nuclei.RULE,
    operator_without_table.RULE,
    feature_type_against_var.RULE,
    mixed_feature_kinds.RULE,
)
