"""Rule LEK043: what a manifest says about space can be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropManifest, Example, Expect, SetColumn, SetManifest
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.nearness import space_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

OF_BUFFER = {
    "no_coordinates": (
        "the rows have no coordinates",
        "Name the entry of obsm, or the columns of obs, that hold them: `coordinates: [spatial]`.",
    ),
    "no_coordinate_unit": (
        "nobody says what unit the coordinates have",
        "Add the unit of the coordinates: `coordinate_unit: um`.",
    ),
    "no_buffer_unit": (
        "the buffer has no unit",
        "Add the unit: `buffer: {value: 100, unit: um}`.",
    ),
    "not_convertible": (
        "the unit of the buffer cannot be converted to that of the coordinates",
        "Write both in a unit of length; a distance in pixels needs coordinates in pixels.",
    ),
}
OF_TILES = {
    "no_coordinates": OF_BUFFER["no_coordinates"],
    "one_side": (
        "only one side of the tiles is given",
        "Give both `tile_width` and `tile_height`.",
    ),
}
OF_SERIES = {
    "no_series": (
        "several sections have one position, and nobody says which are of one series",
        "Bind the column that names the block, sample or donor that sections were cut from.",
    ),
    "not_whole": (
        "positions of sections are no whole numbers",
        "Number the sections of a series in the order in which they were cut: 1, 2, 3.",
    ),
}


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report what could not be judged, with the reason."""
    split = facts.split
    if split is not None and split.is_divided and split.absent.get("coordinates"):
        yield Evidence(
            Location("manifest", pointer="/coordinates"),
            observed=split.absent["coordinates"],
            values={
                "subject": "which rows lie near one another",
                "cure": "Name one entry of obsm, or two or three columns of numbers in obs.",
            },
        )
        return
    found = space_of(facts)
    if found is None:
        return
    space = found[1]
    for subject, pointer, problem, told in (
        ("the buffer", "/buffer", space.buffer_problem, OF_BUFFER),
        ("whether tiles overlap", "/tile_width", space.tile_problem, OF_TILES),
        ("which sections are neighbours", "/binding", space.series_problem, OF_SERIES),
    ):
        if problem in told:
            reason, cure = told[problem]
            yield Evidence(
                Location("manifest", pointer=pointer),
                observed=reason,
                values={"subject": subject, "cure": cure},
            )
    if space.tables_apart:
        yield Evidence(
            Location("manifest", pointer="/binding"),
            observed="their regions cover the same place, and nothing says which are one section",
            values={
                "subject": f"which rows of {' and '.join(space.tables_apart)} lie near one another",
                "cure": "Bind a column of obs that names the section of each row in both tables.",
            },
        )


RULE = Rule(
    code="LEK043",
    name="space-not-judged",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="What a manifest says about space can be checked.",
    message="Nobody can check {subject}: {observed}.",
    fix="{cure} Until then this was not looked at.",
    why="A distance without unit or places is a promise that nobody can keep or break; the report must not look as if it had been kept.",
    check=check,
    slots=(
        "SplitManifest.coordinates",
        "SplitManifest.coordinate_unit",
        "SplitManifest.buffer",
    ),
    passing=(
        Example("a buffer and coordinates with units", specimen="spatial_split"),
        Example(
            "a buffer in the unit of the coordinates, whatever that is",
            specimen="spatial_split",
            edits=(
                DropManifest("/coordinate_unit"),
                SetManifest("/buffer", {"value": 250, "unit": "1"}),
            ),
        ),
    ),
    failing=(
        Example(
            "coordinates without unit",
            specimen="spatial_split",
            edits=(DropManifest("/coordinate_unit"),),
            expect=(Expect("manifest:/buffer"),),
        ),
        Example(
            "a buffer in data without coordinates",
            specimen="donor_split",
            edits=(SetManifest("/buffer", {"value": 100, "unit": "um"}),),
            expect=(Expect("manifest:/buffer"),),
        ),
        Example(
            "coordinates that are not there",
            specimen="spatial_split",
            edits=(SetManifest("/coordinates", ["X_centroid", "Y_centroid"]),),
            expect=(Expect("manifest:/coordinates"),),
        ),
        Example(
            "coordinates in pixels, a buffer in micrometres",
            specimen="spatial_split",
            edits=(SetManifest("/coordinate_unit", "px"),),
            expect=(Expect("manifest:/buffer"),),
        ),
        Example(
            "tiles of one side",
            specimen="spatial_split",
            edits=(DropManifest("/tile_height"),),
            expect=(Expect("manifest:/tile_width"),),
        ),
        Example(
            "positions that count nothing",
            specimen="spatial_split",
            edits=(SetColumn("obs", "slide_number", {3: 1.5}),),
            expect=(Expect("manifest:/binding"),),
        ),
    ),
)
