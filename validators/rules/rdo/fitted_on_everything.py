"""Rule RDO021: what a readout learned, it did not learn from what a model is tested on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.example_edits import POINTER, readout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


LEAKS = frozenset({"all_partitions", "unknown"})


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report readouts that learned from everything, or from nobody knows what."""
    for readout_ in card.readouts:
        if readout_.fit_scope in LEAKS:
            yield Evidence(
                Location("card", pointer=f"{readout_.pointer}/fit_scope"),
                observed=readout_.fit_scope or "",
                values={"readout": readout_.readout_id},
            )


RULE = Rule(
    code="RDO021",
    name="readout-fitted-on-everything",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="What a readout learned, it did not learn from what a model is tested on.",
    message="Readout `{readout}` has fit_scope {observed}: its sets, thresholds or axes may hold what a test partition tells.",
    fix="Fit it on training data, controls or another dataset, and write the `fit_scope` and `fitted_on`; a readout that learns nothing is stateless.",
    why="A gene set that was chosen from test data, or an embedding that saw them, gives the right answer to every model (leakage L2).",
    check=check,
    needs_card=True,
    slots=("Readout.fit_scope", "Readout.fitted_on"),
    passing=(
        Example(
            "gene sets from elsewhere",
            edits=(readout("latent_distance", fit_scope="external_reference"),),
        ),
    ),
    failing=(
        Example(
            "an embedding of all cells",
            edits=(readout("latent_distance", fit_scope="all_partitions"),),
            expect=(Expect(f"card:{POINTER}/fit_scope"),),
        ),
    ),
)
