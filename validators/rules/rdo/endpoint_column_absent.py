"""Rule RDO011: the columns that an endpoint names are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.endpoints import endpoints
from aivc.validators.rules.rdo.example_edits import POINTER, survival

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report endpoints whose columns the file lacks."""
    for found in endpoints(card, facts):
        absent = [slot for slot, column in found.columns.items() if column is None]
        if absent:
            there = [info.name for table in facts.tables.values() for info in table.obs_columns]
            yield Evidence(
                Location("card", pointer=f"{found.endpoint.pointer}/{absent[0]}"),
                observed=", ".join(list(dict.fromkeys(there))[:8]) or "none",
                count=len(absent),
                total=len(found.columns),
                examples=tuple(str(getattr(found.endpoint, slot)) for slot in absent),
                values={"readout": found.readout.readout_id},
            )


RULE = Rule(
    code="RDO011",
    name="endpoint-column-absent",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="The columns that an endpoint names are there.",
    message="Endpoint `{readout}` names the columns {examples}, which obs does not have ({count} of {total}).",
    fix="Add the columns to obs, one value for each subject on all of its rows, or correct their names; the columns there are include {observed}.",
    why="Without the subject nothing projects cells or samples to patients, and without time and event there is no endpoint.",
    check=check,
    needs_card=True,
    slots=(
        "ClinicalEndpoint.subject_column",
        "ClinicalEndpoint.time_column",
        "ClinicalEndpoint.event_column",
    ),
    passing=(Example("donors with a time and an event", edits=survival()),),
    failing=(
        Example(
            "subjects that no row names",
            edits=survival(subject_column="USUBJID"),
            expect=(Expect(f"card:{POINTER}/endpoint/subject_column"),),
        ),
    ),
)
