"""Rule MEA065: no more was counted of a gene than was decoded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetElement, SetValues
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.decoded import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.mea.decoded import Counted


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table with genes of which it counts more than the transcripts hold."""
    import numpy as np

    n_points = sum(element.kind == "points" for element in facts.file.elements)
    for transcripts in counted(card, facts):
        for table in transcripts.facts.tables:
            found = facts.resolve(table.path)
            scan = found[0].scans.get(found[1].name) if found is not None else None
            if found is None or scan is None:
                continue
            # The cells of several sections may be counted from points of each, of which the
            # operator names one.
            if table.n_regions > 1 and n_points > 1:
                continue
            sums = np.asarray(scan.column_sums)
            decoded = _decoded(transcripts, table.names)
            over = np.flatnonzero(sums > decoded + 0.5)
            if len(over):
                yield Evidence(
                    Location(found[1].name, table=found[0].name),
                    observed=f"{sums[over].sum():,.0f}",
                    expected=f"{decoded[over].sum():,.0f}",
                    count=len(over),
                    total=len(sums),
                    examples=tuple(table.names[k] for k in over[:5].tolist()),
                    values={"place": transcripts.place, "column": table.column},
                )


def _decoded(transcripts: Counted, names: tuple[str, ...]) -> NDArray[np.int64]:
    import numpy as np

    counts = dict(zip(transcripts.facts.names, transcripts.counts.tolist(), strict=True))
    return np.array([counts.get(name, 0) for name in names], dtype=np.int64)


RULE = Rule(
    code="MEA065",
    name="counted-beyond-decoded",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="A table counts no more of a gene than was decoded of it.",
    message=(
        "{where} counts {observed} molecules of {count:,} of its {total:,} genes ({column}), but "
        "{place} holds only {expected} of these: {examples}."
    ),
    fix=(
        "Put the transcripts and the table of one run, one section and one panel together; where "
        "the store was cropped, count the table anew. Names that differ (symbols, Ensembl ids) are "
        "matched by a column of var."
    ),
    why="The table was not made from these transcripts, so that places, qualities and links of the one say nothing of the other.",
    check=check,
    needs_card=True,
    operators=("ImagingSpatial",),
    slots=("ImagingSpatial.transcripts_element", "ImagingSpatial.transcript_column"),
    passing=(Example("a table counted from the transcripts", specimen="section"),),
    failing=(
        Example(
            "a count that no transcripts bear out",
            specimen="section",
            edits=(SetValues("X", {(0, 0): 5000.0, (1, 3): 800.0}, table="tables/cells"),),
            expect=(Expect("tables/cells/X", 2),),
        ),
        Example(
            "transcripts of a gene of another panel",
            specimen="section",
            edits=(
                SetElement(
                    "points/transcripts", "feature_name", dict.fromkeys(range(400), "ACTA2")
                ),
            ),
            expect=(Expect("tables/cells/X", 22),),
        ),
    ),
)
