"""Rule MEA024: a part of the fragments can be read without the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.example_atac import fragment_lines, with_fragments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.measured.model import FragmentsFacts
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each file of fragments that is not sorted, packed in blocks and indexed."""
    del card
    for fragments in facts.measured.fragments if facts.measured is not None else ():
        lacking = _lacking(fragments)
        # A file that is not there at all is MEA022's.
        if lacking and (fragments.scan is not None or not fragments.file.problem):
            yield Evidence(
                Location("card", pointer=fragments.file.pointer),
                observed=" and ".join(lacking),
                count=len(lacking),
                values={"path": fragments.file.path},
            )


def _lacking(fragments: FragmentsFacts) -> list[str]:
    found = []
    if fragments.scan is not None and fragments.scan.unsorted_at:
        found.append(f"are not sorted ({fragments.scan.unsorted_at} comes too late)")
    if not fragments.is_blocked:
        packed = "packed as a whole" if fragments.is_compressed else "not packed"
        found.append(f"are {packed}")
    if not fragments.index:
        found.append("have no index beside them (.tbi or .csi)")
    return found


RULE = Rule(
    code="MEA024",
    name="fragments-without-index",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Fragments are sorted, packed in blocks and indexed.",
    message="The fragments `{path}` at {where} {observed}.",
    fix=(
        "`sort -k1,1 -k2,2n fragments.tsv | bgzip > fragments.tsv.gz; "
        "tabix -p bed fragments.tsv.gz`, and release the index with it."
    ),
    why=(
        "Without an index the counts of one region need the whole file, and the common tools for "
        "chromatin refuse it."
    ),
    check=check,
    needs_card=True,
    passing=(Example("sorted, packed and indexed", edits=with_fragments(fragment_lines())),),
    failing=(
        Example(
            "plain text without an index",
            edits=with_fragments(fragment_lines(), "fragments.tsv", is_indexed=False),
            expect=(Expect("card:/operators/0/fragments_file", 2),),
        ),
        Example(
            "packed, and the index was forgotten",
            edits=with_fragments(fragment_lines(), is_indexed=False),
            expect=(Expect("card:/operators/0/fragments_file", 1),),
        ),
    ),
    slots=("SingleCellATAC.fragments_file",),
    references=("https://www.htslib.org/doc/tabix.html",),
)
