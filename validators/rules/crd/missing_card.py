"""Rule CRD011: a dataset has a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.storage.card_source import sidecar_paths
from aivc.validators.examples.example import EmbedCard, Example, Expect, NoCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


_TABLE_FIRST = (
    " once there is a table to draft from (have `aivc convert` make one of an OME-Zarr image with "
    "labels, or add one of the cells or spots)"
)


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report a dataset for which no card was found."""
    if not facts.card.is_present:
        path = facts.file.path
        sidecar = sidecar_paths(path)[0].name
        missing = "" if facts.tables else _TABLE_FIRST
        values = {"name": path.name, "sidecar": sidecar, "missing": missing}
        yield Evidence(Location("file"), values=values)


RULE = Rule(
    code="CRD011",
    name="missing-card",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A dataset has a card.",
    message="{name} has no card, so nobody can know what was measured, with what, or what was done to the cells.",
    fix="Run `aivc init {name}`{missing}; it drafts {sidecar} from what the file shows and lists what only you know.",
    why="A matrix without a card cannot be compared, split or judged: dose, time, control and donor live in people's heads.",
    check=check,
    passing=(Example("the card is embedded as well", edits=(EmbedCard({}),)),),
    failing=(Example("there is no card", edits=(NoCard(),), expect=(Expect("file"),)),),
)
