"""Rule SCL021: weights are those that the card was written for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.example_edits import weighted
from aivc.validators.rules.scl.measured import read_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report tables of weights of another digest or number of rows."""
    for link, found in read_links(card, facts):
        file = found.file
        if file is None or file.actual_sha256 is None:
            continue
        place = f"{link.pointer}/weights"
        values = {"link": found.link_id, "path": file.path}
        if file.declared_sha256 and file.declared_sha256 != file.actual_sha256:
            yield Evidence(
                Location("card", pointer=f"{place}/sha256"),
                observed=file.actual_sha256,
                expected=file.declared_sha256,
                values={**values, "what": "digest"},
            )
        elif file.declared_rows is not None and file.actual_rows not in {None, file.declared_rows}:
            yield Evidence(
                Location("card", pointer=f"{place}/n_rows"),
                observed=str(file.actual_rows),
                expected=str(file.declared_rows),
                values={**values, "what": "number of rows"},
            )


RULE = Rule(
    code="SCL021",
    name="weights-changed",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="The table of weights is the one that the card was written for.",
    message="The {what} of {path} is {observed}, the card says {expected}: the weights of link `{link}` were changed after the card was written.",
    fix="Put the right file back, or write {observed} at {where} if the change is meant.",
    why="Other weights are another link; what was computed through it cannot be repeated.",
    check=check,
    needs_card=True,
    slots=("ScaleLink.weights",),
    passing=(Example("weights with their digest", edits=weighted()),),
    failing=(
        Example(
            "weights of another digest",
            edits=weighted(sha256="0" * 64),
            expect=(Expect("card:/links/0/weights/sha256"),),
        ),
        Example(
            "weights that lost a row",
            edits=(*weighted(), SetCard("/links/0/weights/n_rows", 49)),
            expect=(Expect("card:/links/0/weights/n_rows"),),
        ),
    ),
)
