"""Rule LEK018: no study, section, lane, platform, tissue, scaffold or other group that is kept whole is in two parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.example_edits import bound, by_thirds, unit
from aivc.validators.rules.lek.kept_whole_axis import FIX, MESSAGE, shared_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report studies, sections, lanes and other groups that are on both sides and may not be."""
    return shared_values(
        facts,
        "study",
        "section",
        "lane",
        "replicate",
        "platform",
        "tissue",
        "disease",
        "organism",
        "modality",
        "spatial_block",
        "scaffold",
        "compound_cluster",
    )


RULE = Rule(
    code="LEK018",
    name="shared-other-axis",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No study, section, lane, platform, tissue, scaffold or other group that is kept whole is in two parts.",
    message=MESSAGE,
    fix=FIX,
    why="Whatever a split says to be new in the test is in training as well, so that the test is about something else.",
    check=check,
    slots=("SplitManifest.unit_of_split", "Claim.claim_axis"),
    references=(
        "https://doi.org/10.1038/s41592-024-02362-y",
        "https://github.com/ZhicengShi/mclSTExp/issues/5",
    ),
    passing=(
        Example(
            "each part has a section of its own",
            specimen="donor_split",
            edits=(
                *unit("section"),
                *bound("section", "slice"),
                by_thirds("slice", "A1", "A2", "B1"),
            ),
        ),
    ),
    failing=(
        Example(
            "one spot of a section of training is in test",
            specimen="donor_split",
            edits=(
                *unit("section"),
                *bound("section", "slice"),
                by_thirds("slice", "A1", "A2", "B1"),
                SetColumn("obs", "slice", {32: "A1"}),
            ),
            expect=(Expect("manifest:/unit_of_split", 1),),
        ),
        Example(
            "a study in other letters is the same study",
            specimen="donor_split",
            edits=(
                *unit("study"),
                *bound("study", "source"),
                by_thirds("source", "Kang18", "Srivatsan20", "kang18"),
            ),
            expect=(Expect("manifest:/unit_of_split", 1),),
        ),
    ),
)
