"""Rule CRD022: numbers of rows and columns in the card are those of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report declared sizes that are not those of the file."""
    for table in card.tables:
        found = facts.resolve(table.path_in_file) if table.path_in_file else None
        if found is None:
            continue
        n_obs, n_var = found[1].shape
        for slot, declared, actual in (
            ("n_obs", table.n_obs, n_obs),
            ("n_var", table.n_var, n_var),
        ):
            if declared is not None and declared != actual:
                yield Evidence(
                    Location("card", pointer=f"{table.pointer}/{slot}"),
                    observed=f"{actual:,}",
                    expected=f"{declared:,}",
                    values={"slot": slot, "path": table.path_in_file},
                )


RULE = Rule(
    code="CRD022",
    name="declared-size-differs",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Numbers of rows and columns in the card are those of the file.",
    message="The card gives `{slot}` of `{path}` as {expected}; the file has {observed}.",
    fix="Write {observed} at {where} if the file is right; otherwise find out which rows or columns were lost.",
    why="A card that was written for another version of the file describes another experiment.",
    check=check,
    needs_card=True,
    slots=("ModalityTable.n_obs", "ModalityTable.n_var"),
    passing=(Example("sizes may be left out", edits=(SetCard("/tables/0/n_obs", 48),)),),
    failing=(
        Example(
            "cells were removed after the card was written",
            edits=(SetCard("/tables/0/n_obs", 50),),
            expect=(Expect("card:/tables/0/n_obs"),),
        ),
    ),
)
