"""Rule LEK074: no evaluated observation is in a corpus that the predictor learned from before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.split_facts.content_facts import CorpusOverlap


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001
    """Yield every evaluated part with rows in a corpus that may not overlap."""
    split = facts.split
    if split is None or split.content is None:
        return
    for found in split.content.corpora:
        if not found.problem and found.n_found and not found.may_overlap:
            yield Evidence(
                Location("manifest", pointer=found.pointer or "/corpora"),
                observed=_amount(found),
                count=found.n_found,
                total=found.n_rows,
                examples=found.examples,
                values={
                    "evaluated": split.parts[found.part].name,
                    "corpus": found.corpus_id,
                    "noisy": f"{found.n_near:,} of them as noisy copies, " if found.n_near else "",
                },
            )


def _amount(found: CorpusOverlap) -> str:
    if found.low == found.high:
        return f"{found.n_found:,}"
    return f"about {found.estimate:,.0f} (95 %: {found.low:,.0f} to {found.high:,.0f})"


def _corpus(**more: object) -> SetManifest:
    named = {"corpus_id": "atlas", "fingerprint_file": {"path": "drug.h5ad"}, **more}
    return SetManifest("/corpora", [named])


RULE = Rule(
    code="LEK074",
    name="evaluated-rows-in-corpus",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="No evaluated observation is in a corpus that the predictor learned from before.",
    message=(
        "{observed} of {total:,} rows of {evaluated} are in the corpus {corpus}, {noisy}such as "
        "{examples}."
    ),
    fix=(
        "Leave these rows out of {evaluated}, or train on a corpus without them. If the overlap is "
        "meant, say `may_overlap: true` of the corpus {corpus}, and in the text that {evaluated} is "
        "not new to the predictor."
    ),
    why=(
        "A model that was trained on the test cells in its first life is not tested by them in its "
        "second; OOD drugs of chemCPA were found in its LINCS pretraining."
    ),
    check=check,
    passing=(
        Example(
            "an overlap that the manifest allows",
            edits=(_corpus(may_overlap=True),),
            specimen="wide_split",
        ),
    ),
    failing=(
        Example(
            "the corpus is the dataset itself",
            edits=(_corpus(),),
            expect=(Expect("manifest:/corpora/0", 16), Expect("manifest:/corpora/0", 16)),
            specimen="wide_split",
        ),
    ),
    slots=("SplitManifest.corpora", "Corpus.may_overlap"),
    references=("https://github.com/theislab/chemCPA/issues/149",),
)
