"""Rule LEK075: every corpus that a manifest names can be compared with the evaluated rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AddFile, Example, Expect, SetManifest
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001
    """Yield every corpus that could not be compared."""
    split = facts.split
    for found in split.content.corpora if split is not None and split.content is not None else ():
        if found.problem:
            yield Evidence(
                Location("manifest", pointer=found.pointer or "/corpora"),
                values={"corpus": found.corpus_id, "problem": found.problem},
            )


def _corpus(path: str) -> SetManifest:
    return SetManifest("/corpora", [{"corpus_id": "atlas", "fingerprint_file": {"path": path}}])


RULE = Rule(
    code="LEK075",
    name="corpus-not-compared",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="Every corpus that the manifest names can be compared with the evaluated rows.",
    message=("Whether evaluated rows are in the corpus {corpus} is not known: {problem}."),
    fix=(
        "Make the fingerprint again from the corpus with `aivc fingerprint CORPUS`, put it beside the "
        "manifest, and state its path under `corpora`."
    ),
    why=(
        "A corpus that was not compared may hold every test cell, and the report would be as clean."
    ),
    check=check,
    passing=(
        Example(
            "the corpus is given as data", edits=(_corpus("drug.h5ad"),), specimen="wide_split"
        ),
    ),
    failing=(
        Example(
            "the file is not there",
            edits=(_corpus("atlas.fingerprint"),),
            expect=(Expect("manifest:/corpora/0", 1),),
            specimen="wide_split",
        ),
        Example(
            "the file is no fingerprint",
            edits=(_corpus("atlas.fingerprint"), AddFile("atlas.fingerprint", "to be made\n")),
            expect=(Expect("manifest:/corpora/0", 1),),
            specimen="wide_split",
        ),
    ),
    slots=("Corpus.fingerprint_file",),
)
