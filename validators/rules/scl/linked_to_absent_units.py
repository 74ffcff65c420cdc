"""Rule SCL022: units that a link names exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.example_edits import replaced, weighted
from aivc.validators.rules.scl.measured import measured_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

GENE = "ENSG00000096060"


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report ids that pairs have and the set of that side has not."""
    for link, found in measured_links(card, facts):
        for side, unknown, n_pairs, name in (
            ("source_set", found.unknown_sources, found.n_pairs_unknown_source, link.source_set),
            ("target_set", found.unknown_targets, found.n_pairs_unknown_target, link.target_set),
        ):
            if unknown:
                yield Evidence(
                    Location("card", pointer=f"{link.pointer}/{side}"),
                    count=unknown.count,
                    total=found.n_pairs,
                    examples=unknown.examples,
                    values={
                        "link": found.link_id,
                        "set": name or "",
                        "n_pairs": n_pairs,
                        "how": found.how,
                    },
                )


RULE = Rule(
    code="SCL022",
    name="linked-unit-absent",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every unit that a link names is in its set.",
    message="Link `{link}` names {count:,} units that set `{set}` does not have, in {n_pairs:,} of {total:,} pairs of {how}: {examples}.",
    fix="Look for ids of another version of the data; where such a label means no partner, list it in `unassigned_labels`; otherwise correct `source_set`, `target_set` or `unit_id_column`.",
    why="Transcripts of cells that do not exist are lost when cells are counted, and nobody misses them.",
    check=check,
    needs_card=True,
    slots=(
        "ScaleLink.source_set",
        "ScaleLink.target_set",
        "ScaleLink.partner_column",
        "ScaleLink.unassigned_labels",
    ),
    passing=(
        Example(
            "guides that are rows of var, and the guide of each cell in obs",
            edits=(
                SetCard(
                    "/unit_sets",
                    [
                        {"unit_set_id": "cells", "scale": "cell"},
                        {"unit_set_id": "guides", "scale": "molecule", "element": "var"},
                    ],
                ),
                SetColumn("obs", "found", [GENE] * 40 + [None] * 8),
                SetCard(
                    "/links",
                    [
                        {
                            "link_id": "guide_of_cell",
                            "source_set": "guides",
                            "target_set": "cells",
                            "direction": "project",
                            "link_type": "guide_to_cell",
                            "partner_column": "found",
                            "aggregation_function": "sum",
                        }
                    ],
                ),
            ),
        ),
        Example("each cell is of a sample", edits=weighted()),
        Example(
            "a label that the card lists means no partner",
            edits=(
                SetColumn("obs", "lies_in", ["D1_P1"] * 40 + ["UNASSIGNED"] * 8),
                SetCard("/links/0/partner_column", "lies_in"),
                SetCard("/links/0/unassigned_labels", ["UNASSIGNED"]),
            ),
        ),
    ),
    failing=(
        Example(
            "weights of a cell and of samples that are not in the file",
            edits=weighted(
                replaced({3: ("c99", "D1_P1", 1), 9: ("c09", "D9_P2", 1), 10: ("c10", "D9_P2", 1)})
            ),
            expect=(Expect("card:/links/0/source_set"), Expect("card:/links/0/target_set")),
        ),
        Example(
            "cells assigned to a sample that does not exist, by a column",
            edits=(
                SetColumn("obs", "lies_in", ["D1_P1"] * 40 + ["D4_P1"] * 8),
                SetCard("/links/0/partner_column", "lies_in"),
            ),
            expect=(Expect("card:/links/0/target_set"),),
        ),
    ),
)
