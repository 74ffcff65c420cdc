"""Find numbers without a unit in the column of a role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.rules.int.written_quantities import amounts_in, dialect_of

if TYPE_CHECKING:
    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts, RoleColumns


def bare_numbers(role: RoleColumns, card: DatasetCard) -> dict[str, int]:
    """Return the labels that hold a number other than zero without a unit, with their rows."""
    dialect = dialect_of(card)
    counts = role.counts.tolist() if role.counts is not None else [1] * len(role.levels)
    found: dict[str, int] = {}
    for level, n_rows in zip(role.levels, counts, strict=True):
        # The parts of a key are read together: a number in one column, its unit in the next.
        label = " ".join(level)
        amounts = amounts_in(label, dialect) or ()
        if n_rows and any(amount.unit is None and amount.value for amount in amounts):
            found[label] = n_rows
    return found


def has_unit_beside(role: RoleColumns, facts: Facts) -> bool:
    """Tell whether the name of the column ends in a unit, or a column of units stands beside it.

    ``dose_uM`` says its unit, and ``dose_unit`` or ``pert_dose_unit`` is where scPerturb and LINCS
    write it.
    """
    from aivc.schema.vocabulary import UnitProblem, parse_unit

    table = facts.table(role.table)
    names = {column.name.casefold() for column in table.obs_columns} if table else set()
    for column in role.columns:
        stem, _, end = column.rpartition("_")
        if stem and not isinstance(parse_unit(end, "lincs"), UnitProblem):
            return True
        bases = {column.casefold(), stem.casefold()} if end.casefold() == "value" else {column}
        if any(
            f"{base.casefold()}_{word}" in names for base in bases for word in ("unit", "units")
        ):
            return True
    return False
