"""Rule TAB013: keys have a value in every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.feature_columns import declared_feature_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts, RoleColumns

# A cell without a guide has no guide, a control has no target and often no dose: those roles may be
# empty. What a row is an observation of may not.
ALWAYS = frozenset(("sample", "condition", "donor", "batch", "plate"))
IF_BOUND = frozenset(("cell_line", "lane", "well", "site", "replicate", "section"))


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each key that is missing in some rows, and each column of feature identifiers."""
    roles = facts.design.roles.values() if facts.design is not None else ()
    # Of samples and conditions that the card lists, CRD025 reports every row without one.
    listed = {"sample": card.samples, "condition": card.conditions}
    for role in roles:
        if role.n_missing and _must_be_full(role) and not listed.get(role.role):
            yield _of_role(facts, role)
    for declared in declared_feature_columns(card, facts):
        column = declared.column
        if column is not None and column.n_missing:
            yield Evidence(
                Location(declared.frame, table=declared.table.name, column=declared.name),
                count=column.n_missing,
                total=column.n_rows,
                values={"role": "feature"},
            )


def _must_be_full(role: RoleColumns) -> bool:
    return role.role in ALWAYS or (role.is_bound and role.role in IF_BOUND)


def _of_role(facts: Facts, role: RoleColumns) -> Evidence:
    table = facts.table(role.table)
    # Of a key of several columns, the emptiest is the one to mend.
    column = role.columns[0]
    if table is not None and table.obs is not None:
        known = [name for name in role.columns if name in table.obs.columns]
        missing = {name: table.obs.columns[name].n_missing for name in known}
        column = max(missing, key=lambda name: missing[name], default=column)
    return Evidence(
        Location("obs", table=role.table, column=column),
        count=role.n_missing,
        total=table.n_obs if table is not None else 0,
        values={"role": role.role},
    )


RULE = Rule(
    code="TAB013",
    name="key-with-missing-values",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="The keys of samples, conditions, donors, batches and plates have a value in every row.",
    message="{count:,} of {total:,} rows have no {role}: {where} is empty there.",
    fix=(
        "Fill in {where} from the source. Where the {role} is not known, give these rows a label "
        "of their own and describe it in the card, or drop the rows."
    ),
    why=(
        "A row that belongs to no donor falls out of every split by donor, or ends up on both "
        "sides of it."
    ),
    check=check,
    passing=(
        Example(
            "a cell without a guide",
            specimen="guides",
            edits=(),
        ),
        Example(
            "a note that only some rows have",
            edits=(SetColumn("obs", "note", {0: "lysed"}),),
        ),
    ),
    failing=(
        Example(
            "four cells whose donor was lost",
            edits=(SetColumn("obs", "donor_id", dict.fromkeys((0, 1, 2, 20), None)),),
            expect=(Expect("obs/donor_id", 4),),
        ),
    ),
)
