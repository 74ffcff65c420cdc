"""Rule MEA040: samples that share isobaric labels belong to a set."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.declared import measured_tables
from aivc.validators.rules.mea.example_proteome import labelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

ISOBARIC = re.compile(r"(?<![a-z])(tmt|itraq)", re.IGNORECASE)
PLEX = re.compile(r"(\d+)\s*-?\s*plex", re.IGNORECASE)
SETS = frozenset({"tmt_set", "ms_run"})


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each operator with isobaric labels in a card that tells no sets of them."""
    if SETS & {batch.batch_kind for batch in card.batches}:
        return
    n_rows: dict[str | None, int] = {}
    for measured in measured_tables(card, facts):
        n = measured.table.n_obs if measured.table is not None else 0
        name = measured.operator.operator_id
        n_rows[name] = max(n, n_rows.get(name, 0))
    for operator in card.operators:
        label = getattr(operator, "mass_label", None) or ""
        n_samples = n_rows.get(operator.operator_id)
        if n_samples is not None and ISOBARIC.search(label) and not _is_one_set(label, n_samples):
            yield Evidence(
                Location("card", pointer=f"{operator.pointer}/mass_label"), observed=label
            )


def _is_one_set(label: str, n_rows: int) -> bool:
    """Tell whether there are no more samples than labels, so that all may be of one set."""
    plex = [int(found) for found in PLEX.findall(label)]
    return bool(plex) and n_rows <= max(plex)


RULE = Rule(
    code="MEA040",
    name="isobaric-labels-without-sets",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Where samples share isobaric labels, the sets are known.",
    message="{where} is {observed}, but no batch of the card is a set of labels (`tmt_set`).",
    fix=(
        "Add a batch with `batch_kind: tmt_set` for each set (`ms_run` where each run is one), and "
        "bind the column that names it."
    ),
    why=(
        "Intensities are only comparable within a set, and what is missing is missing from a whole "
        "set: the set explains more than any biology, and must not be split or confounded unseen."
    ),
    check=check,
    needs_card=True,
    operators=("SingleCellProteomics", "BulkProteomics"),
    passing=(
        Example("twelve sets", specimen="bulk", edits=labelled()),
        Example(
            "as many samples as labels",
            specimen="bulk",
            edits=(
                *labelled(mass_label="TMT 48-plex"),
                SetCard("/batches", [{"batch_id": "set_0", "batch_kind": "culture"}]),
            ),
        ),
    ),
    failing=(
        Example(
            "batches of another kind only",
            specimen="bulk",
            edits=(
                *labelled(),
                SetCard("/batches", [{"batch_id": "set_0", "batch_kind": "culture"}]),
            ),
            expect=(Expect("card:/operators/0/mass_label"),),
        ),
    ),
    slots=("SingleCellProteomics.mass_label", "BulkProteomics.mass_label", "Batch.batch_kind"),
    references=("doi:10.1021/acs.jproteome.0c00073",),
)
