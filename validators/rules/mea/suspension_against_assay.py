"""Rule MEA005: cells or nuclei were suspended as the assay needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary.suspensions import CELL, NUCLEUS, allowed_suspensions
from aivc.validators.examples.example import Example, Expect, NoCard, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.assay_branches import foreign_branch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, MeasurementOperator
    from aivc.validators.facts.model import Facts, TableFacts

SOURCE = {"single_cell": CELL, "single_nucleus": NUCLEUS}


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each operator, and each obs, whose suspensions its assay cannot start from."""
    declared = {sample.suspension_type for sample in card.samples if sample.suspension_type}
    for operator in card.operators:
        expected, because = _needed(operator)
        # Which sample went into which operator is not told; one that fits is enough.
        if expected and declared and declared.isdisjoint(expected):
            yield Evidence(
                Location("card", pointer=operator.pointer),
                observed=" and ".join(sorted(declared)),
                expected=" or ".join(expected),
                count=len(card.samples),
                values={"because": because},
            )
    for table in facts.tables.values():
        yield from _in_obs(table)


def _needed(operator: MeasurementOperator) -> tuple[tuple[str, ...], str]:
    source = SOURCE.get(getattr(operator, "nucleic_acid_source", None) or "")
    assay = operator.assay_ontology_term_id or ""
    # A term of another kind of assay is the fault of MEA004.
    is_foreign = foreign_branch(operator.operator_type or "", assay) is not None
    allowed = () if is_foreign else allowed_suspensions(assay)
    if source and (not allowed or source in allowed):
        return (source,), "its `nucleic_acid_source`"
    return allowed, f"the assay {assay}"


def _in_obs(table: TableFacts) -> Iterator[Evidence]:
    columns = table.obs.columns if table.obs is not None else {}
    assay, suspension = columns.get("assay_ontology_term_id"), columns.get("suspension_type")
    if assay is None or suspension is None or len(assay.used) != 1:
        return
    allowed = allowed_suspensions(assay.used[0])
    odd = [label for label in suspension.used if label not in allowed] if allowed else []
    if odd:
        yield Evidence(
            Location("obs", table=table.name, column="suspension_type"),
            observed=" and ".join(odd),
            expected=" or ".join(allowed),
            count=sum(suspension.count_of(label) for label in odd),
            values={"because": f"the assay {assay.used[0]}"},
        )


RULE = Rule(
    code="MEA005",
    name="suspension-against-source",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Cells or nuclei were suspended as the assay needs it.",
    message=(
        "{where} has the suspension {observed} ({count:,}), but {because} starts from {expected}."
    ),
    fix="Correct `suspension_type`, `nucleic_acid_source` or the assay term: one of them is wrong.",
    why=(
        "Nuclei lack most of the cytoplasm: taken for cells, they make every gene with a long life "
        "outside of the nucleus look as if it were lost."
    ),
    check=check,
    passing=(
        Example(
            "nuclei by a kit that takes both",
            edits=(
                SetCard("/operators/0/nucleic_acid_source", "single_nucleus"),
                *(SetCard(f"/samples/{i}/suspension_type", "nucleus") for i in range(6)),
                SetColumn("obs", "suspension_type", "nucleus"),
            ),
        ),
    ),
    failing=(
        Example(
            "nuclei declared, cells suspended",
            edits=(SetCard("/operators/0/nucleic_acid_source", "single_nucleus"),),
            expect=(Expect("card:/operators/0", 6),),
        ),
        Example(
            "sci-Plex works on nuclei, whatever obs says",
            edits=(NoCard(), SetColumn("obs", "assay_ontology_term_id", "EFO:0030026")),
            expect=(Expect("obs/suspension_type", 48),),
        ),
    ),
    slots=("Sample.suspension_type", "SingleCellRNA.nucleic_acid_source"),
    references=(
        "https://github.com/chanzuckerberg/single-cell-curation/blob/main/schema/7.1.0/schema.md",
    ),
)
