"""Rule MEA081: profiles are normalised where their level says so, and only there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, TransformMatrix
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.declared import measured_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, MeasurementOperator
    from aivc.validators.facts.model import Facts

NORMALISED = frozenset(("well_normalized", "feature_selected"))

FEW, MANY = 0.2, 0.4
"""Share of values below zero. What was centred on a plate or on its controls has about half of them;
of features as CellProfiler measures them only correlations and a few others can be negative."""


MEASURES = re.compile(
    r"cell ?profiler|harmony|columbus|acapella|in ?carta|cp_?measure", re.IGNORECASE
)
"""Software that measures areas, intensities and textures."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table of profiles whose signs are those of another level."""
    for measured in measured_tables(card, facts):
        level = getattr(measured.operator, "profile_level", None)
        scan, table = measured.scan, measured.table
        if scan is None or table is None or not scan.n_values:
            continue
        share = scan.negative.count / (table.n_obs * len(scan.column_sums))
        looks = ""
        if level in NORMALISED and share < FEW:
            looks = "features as they were measured"
        elif level == "well_aggregated" and share > MANY and not _is_learned(measured.operator):
            looks = "features that were centred"
        if looks:
            yield Evidence(
                Location(measured.matrix_name, table=table.name),
                observed=f"{share:.0%}",
                expected=str(level),
                count=scan.negative.count,
                values={"looks": looks, "operator": measured.operator.operator_id or ""},
            )


def _is_learned(operator: MeasurementOperator) -> bool:
    """Tell whether features are those of a network, which have either sign from the start."""
    software = getattr(operator, "feature_extractor", None)
    name = (software.name or "") if software is not None else ""
    return bool(name) and not MEASURES.search(name)


def _painted(level: str, extractor: str = "CellProfiler") -> SetCard:
    return SetCard(
        "/operators/0",
        {
            "operator_id": "rna",
            "operator_type": "Morphology",
            "assay_ontology_term_id": "EFO:0009922",
            "scale": "well",
            "profile_level": level,
            "feature_extractor": {"name": extractor, "version": "4.2.1"},
        },
    )


FEATURES = SetCard("/tables/0/value_type", "feature_vector")

RULE = Rule(
    code="MEA081",
    name="profile-level-against-values",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="Profiles are normalised where their level says so, and only there.",
    message="`{operator}` says that profiles of {where} are {expected}, but {observed} of their values are below zero: they look like {looks}.",
    fix=(
        "Correct `profile_level` (well_aggregated is level 3, well_normalized 4a, feature_selected "
        "4b), or put the matrix of that level in."
    ),
    why=(
        "Features of raw profiles differ by ten thousand in scale and by plate: a distance between "
        "them is one of areas, and of plates."
    ),
    check=check,
    needs_card=True,
    operators=("Morphology",),
    slots=("Morphology.profile_level",),
    references=("https://doi.org/10.1038/s41596-023-00840-9",),
    passing=(
        Example(
            "normalised by column",
            edits=(_painted("well_normalized"), FEATURES, TransformMatrix("X", "scale")),
        ),
        Example("raw, and called so", edits=(_painted("well_aggregated"), FEATURES)),
        Example(
            "features of a network, of either sign",
            edits=(
                _painted("well_aggregated", "DeepProfiler"),
                FEATURES,
                TransformMatrix("X", "scale"),
            ),
        ),
    ),
    failing=(
        Example(
            "raw, and called normalised",
            edits=(_painted("feature_selected"), FEATURES),
            expect=(Expect("X", 0),),
        ),
        Example(
            "normalised, and called raw",
            edits=(_painted("well_aggregated"), FEATURES, TransformMatrix("X", "scale")),
            expect=(Expect("X", 1135),),
        ),
    ),
)
