"""Rows whose labels say that they are controls."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.schema.vocabulary.control_words import control_kind_of
from aivc.validators.design.contrasts import contrasts_of
from aivc.validators.design.layout import TREATMENT_ROLES
from aivc.validators.design.role_tables import by_condition
from aivc.validators.rules.ctl.vehicles import vehicle_interventions

if TYPE_CHECKING:
    from aivc.schema.generated.views import Condition, DatasetCard
    from aivc.validators.facts.model import DesignFacts

COLUMN_NAMES = frozenset((
    "treatment", "treatments", "treatment_id", "perturbation", "perturbations",
    "perturbation_name", "perturbation_id", "perturbed_gene", "pert", "pert_id", "pert_name",
    "pert_iname", "condition", "condition_id", "conditions", "compound", "compound_name",
    "compound_id", "drug", "drug_name", "drugname", "drug_id", "sm_name", "small_molecule",
    "agent", "cytokine", "ligand", "stim", "stimulus", "stimulation", "guide", "guides",
    "guide_id", "guide_identity", "guide_ids", "guide_name", "grna", "grna_id", "sgrna",
    "sgrna_id", "sgrna_name", "gene_target", "target", "target_gene", "targets", "target_id",
    "gene_symbol_target", "knockout", "ko", "crispr", "dose_level", "pert_type",
))  # fmt: skip
"""Names of columns that say what was done to a row, in lower case with underscores."""


def says_treatment(column: str) -> bool:
    """Tell whether a column by its name holds what was done to a row."""
    plain = column.casefold().rsplit(":", 1)[-1]
    return plain.replace(".", "_").replace(" ", "_").replace("-", "_") in COLUMN_NAMES


def roles_that_tell(design: DesignFacts) -> tuple[str, ...]:
    """Return the roles whose labels say what was done: the agent, and the gene or the guide.

    Roles that are derived from the card say nothing of their own. The column of conditions is asked
    only where there is no better one.
    """
    told = {
        role
        for role in (*TREATMENT_ROLES, "condition")
        if role in design.roles
        and design.roles[role].levels
        and not design.roles[role].derived_from
    }
    if told.isdisjoint(TREATMENT_ROLES):
        return tuple(told)
    # Target and guide name the same construct.
    construct = "target" if "target" in told else "guide"
    return tuple(role for role in ("agent", construct) if role in told)


def control_labelled_rows(design: DesignFacts) -> dict[str, int]:
    """Count the rows of each condition that are certain to be labelled as controls.

    Where several columns tell what was done, such as the target of a guide and the drug on top, a
    row is a control only if all of them say so. Joint counts are not collected, so what is
    returned is the least number of rows that the single counts allow.
    """
    roles = roles_that_tell(design)
    if roles == ("condition",):
        return {
            name: rows for name, rows in rows_of_conditions(design).items() if control_kind_of(name)
        }
    total: defaultdict[str, int] = defaultdict(int)
    labelled: defaultdict[str, int] = defaultdict(int)
    for role in roles:
        table = by_condition(design, (role,))
        if table is None:
            return {}
        is_control = [control_kind_of(name) is not None for name in table.right_names]
        rows: defaultdict[str, int] = defaultdict(int)
        for left, right, count in zip(
            table.left.tolist(), table.right.tolist(), table.counts.tolist(), strict=True
        ):
            rows[table.left_names[left]] += count
            if is_control[right]:
                labelled[table.left_names[left]] += count
        for name, number in rows.items():
            total[name] = max(total[name], number)
    certain = {name: n - (len(roles) - 1) * total[name] for name, n in labelled.items()}
    return {name: number for name, number in certain.items() if number > 0}


def rows_of_conditions(design: DesignFacts) -> dict[str, int]:
    """Return the rows of each condition that has any."""
    assignment = design.assignments.get("condition")
    entities = assignment.entities if assignment is not None else ()
    return {entity.entity_id: entity.n_rows for entity in entities if entity.n_rows}


def treated_rows_labelled_as_control(card: DatasetCard, design: DesignFacts) -> dict[str, int]:
    """Return the rows of treated conditions that are labelled as controls, in the card's order.

    A vehicle that is written as a treatment has a rule of its own (CTL002).
    """
    vehicles = vehicle_interventions(card)
    labelled, sizes = control_labelled_rows(design), rows_of_conditions(design)
    found = {}
    for name, condition in contrasts_of(card).treated.items():
        if name in vehicles or name not in sizes:
            continue
        rows = labelled.get(name) or (sizes[name] if _is_matched_as_control(condition) else 0)
        if rows:
            found[name] = rows
    return found


def _is_matched_as_control(condition: Condition) -> bool:
    """Tell whether all labels that a condition is matched by name a control."""
    labels = [
        match.column_value
        for match in condition.matches
        if isinstance(match.column_value, str) and match.column and says_treatment(match.column)
    ]
    return bool(labels) and all(control_kind_of(label) is not None for label in labels)
