"""Rule MEA069: the sections that spots name are in ``uns/spatial``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, NoCard, SetColumn, SetUns
from aivc.validators.findings import MAX_EXAMPLES, Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

COLUMN, SECTIONS = "library_id", "spatial"


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table with rows of sections that its ``uns/spatial`` does not tell of."""
    del card
    for table in facts.tables.values():
        column = table.obs.columns.get(COLUMN) if table.obs is not None else None
        told = table.uns.get(SECTIONS)
        if column is None or not isinstance(told, Mapping):
            continue
        known = {str(name) for name, section in told.items() if isinstance(section, Mapping)}
        absent = [label for label in column.used if label not in known]
        # A column of which no label is a section there is that of a library of sequencing.
        if absent and known.intersection(column.used):
            yield Evidence(
                Location("obs", table=table.name, column=COLUMN),
                count=sum(column.count_of(label) for label in absent),
                total=table.n_obs,
                examples=tuple(absent[:MAX_EXAMPLES]),
                values={"known": ", ".join(sorted(known)[:MAX_EXAMPLES])},
            )


_SECTION = {"scalefactors": {"spot_diameter_fullres": 90.0}}

RULE = Rule(
    code="MEA069",
    name="library-absent",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="The sections that spots name are in uns/spatial.",
    message=(
        "{count:,} of {total:,} rows name a section of which `uns/spatial` tells nothing: "
        "{examples}; it tells of {known}."
    ),
    fix=(
        "Carry the entry of `uns/spatial` over from the file that the section came from "
        '(`anndata.concat(..., uns_merge="unique")` keeps those of all files), or correct {where}.'
    ),
    why="Without its scale factors and pictures, spots of a section have no size and no tiles.",
    check=check,
    references=("https://scanpy.readthedocs.io/en/stable/generated/scanpy.read_visium.html",),
    passing=(
        Example(
            "both sections are told of",
            edits=(
                SetUns("spatial", {"L1": _SECTION, "L2": _SECTION}),
                SetColumn("obs", "library_id", ["L1"] * 24 + ["L2"] * 24),
            ),
        ),
        Example(
            "the column names libraries of sequencing",
            edits=(
                SetUns("spatial", {"L1": _SECTION}),
                SetColumn("obs", "library_id", ["SI-GA-A1"] * 24 + ["SI-GA-A2"] * 24),
            ),
        ),
    ),
    failing=(
        Example(
            "the second section is in the rows only",
            edits=(
                SetUns("spatial", {"L1": _SECTION}),
                SetColumn("obs", "library_id", ["L1"] * 40 + ["L3"] * 8),
            ),
            expect=(Expect("obs/library_id", 8),),
        ),
        Example(
            "and there is no card",
            edits=(
                NoCard(),
                SetUns("spatial", {"L1": _SECTION}),
                SetColumn("obs", "library_id", ["L1"] * 40 + ["L3"] * 8),
            ),
            expect=(Expect("obs/library_id", 8),),
        ),
    ),
)
