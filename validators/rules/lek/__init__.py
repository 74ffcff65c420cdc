"""Rules about leakage between the parts of a split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.rules.lek import (
    adjacent_sections,
    copies_not_compared,
    exact_copy_across_parts,
    modalities_torn_apart,
    near_copy_across_parts,
    neighbours_without_buffer,
    overlapping_tiles,
    rescaled_copy_across_parts,
    shared_agent,
    shared_batch,
    shared_cell,
    shared_cell_line,
    shared_cell_type,
    shared_combination,
    shared_condition,
    shared_donor,
    shared_dose,
    shared_family,
    shared_guide,
    shared_other_axis,
    shared_plate,
    shared_sample,
    shared_site,
    shared_target,
    shared_time,
    shared_well,
    space_not_judged,
    spatial_neighbours,
)

if TYPE_CHECKING:
    from aivc.validators.rule import Rule

RULES: tuple[Rule, ...] = (
    shared_donor.RULE,
    shared_sample.RULE,
    shared_family.RULE,
    shared_batch.RULE,
    shared_plate.RULE,
    shared_well.RULE,
    shared_guide.RULE,
    shared_target.RULE,
    shared_agent.RULE,
    shared_cell_line.RULE,
    shared_cell_type.RULE,
    shared_condition.RULE,
    shared_combination.RULE,
    shared_dose.RULE,
    shared_time.RULE,
    shared_site.RULE,
    shared_cell.RULE,
    shared_other_axis.RULE,
    spatial_neighbours.RULE,
    overlapping_tiles.RULE,
    adjacent_sections.RULE,
    space_not_judged.RULE,
    neighbours_without_buffer.RULE,
    modalities_torn_apart.RULE,
    exact_copy_across_parts.RULE,
    rescaled_copy_across_parts.RULE,
    near_copy_across_parts.RULE,
    copies_not_compared.RULE,
)
