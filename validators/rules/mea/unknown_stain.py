"""Rule MEA070: codes of stains are those of stains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary.stains import has_check_digit, stains
from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

METHODS = frozenset({"SCT:104210008"})
"""Codes of DICOM CID 8130 that are written where stains belong: haematoxylin and eosin."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each code that is not that of a stain."""
    del facts
    known = stains()
    for operator in card.operators:
        for place, code in enumerate(getattr(operator, "stains", ())):
            if code in known:
                continue
            yield Evidence(
                Location("card", pointer=f"{operator.pointer}/stains/{place}"),
                observed=code,
                values={"problem": _problem(code)},
            )


def _problem(code: str) -> str:
    if not has_check_digit(code):
        return "is no code of SNOMED CT: its last digit does not follow from the others"
    if code in METHODS:
        return "is a method, haematoxylin and eosin, and not a stain"
    return "is not among the stains of DICOM CID 8112, so that nobody can read it offline"


RULE = Rule(
    code="MEA070",
    name="unknown-stain",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Codes of stains are those of stains.",
    message="`{observed}` {problem}.",
    fix=(
        "Haematoxylin is `SCT:12710003` and eosin `SCT:36879007`; for others look the code up in "
        "DICOM CID 8112."
    ),
    why="Images are found, and models are trained, by stain; a code that means nothing hides the image from both.",
    check=check,
    needs_card=True,
    slots=("Histology.stains",),
    references=(
        "https://dicom.nema.org/medical/dicom/current/output/chtml/part16/sect_CID_8112.html",
    ),
    passing=(Example("haematoxylin and eosin", specimen="section"),),
    failing=(
        Example(
            "a mistyped code, and that of the method",
            specimen="section",
            edits=(SetCard("/operators/2/stains", ["SCT:12710030", "SCT:104210008"]),),
            expect=(Expect("card:/operators/2/stains/0"), Expect("card:/operators/2/stains/1")),
        ),
    ),
)
