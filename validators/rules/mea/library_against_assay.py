"""Rule MEA020: what is said of a library is what its assay makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, SingleCellRNA
    from aivc.validators.facts.model import Facts


@dataclass(frozen=True, slots=True)
class Library:
    """The libraries of a branch of assays: whether molecules are tagged, and which end is read."""

    root: str
    has_umi: bool
    end_bias: str | None


# The innermost branch that holds an assay comes first.
LIBRARIES = (
    Library("EFO:0022606", has_umi=True, end_bias="probe"),  # 10x Flex
    Library("EFO:0030003", has_umi=True, end_bias="three_prime"),  # 10x 3'
    Library("EFO:0030004", has_umi=True, end_bias="five_prime"),  # 10x 5'
    Library("EFO:0030059", has_umi=True, end_bias="three_prime"),  # 10x multiome
    Library("EFO:0022488", has_umi=True, end_bias="full_length"),  # Smart-seq3
    Library("EFO:0008931", has_umi=False, end_bias="full_length"),  # Smart-seq2
    Library("EFO:0700016", has_umi=False, end_bias="full_length"),  # Smart-seq v4
    Library("EFO:0008930", has_umi=False, end_bias="full_length"),  # Smart-seq
    Library("EFO:0008722", has_umi=True, end_bias="three_prime"),  # Drop-seq
    Library("EFO:0008919", has_umi=True, end_bias="three_prime"),  # Seq-Well
    Library("EFO:0008780", has_umi=True, end_bias="three_prime"),  # inDrop
    Library("EFO:0030026", has_umi=True, end_bias="three_prime"),  # sci-Plex
    Library("EFO:0010550", has_umi=True, end_bias="three_prime"),  # sci-RNA-seq
)


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each slot of an operator that its assay contradicts."""
    from aivc.schema.generated.views import SingleCellRNA

    del facts
    for operator in card.operators:
        term = operator.assay_ontology_term_id
        library = _library_of(term) if isinstance(operator, SingleCellRNA) and term else None
        if library is None or not isinstance(operator, SingleCellRNA):
            continue
        if operator.has_umi is not None and operator.has_umi != library.has_umi:
            yield _evidence(operator, "has_umi", str(operator.has_umi), str(library.has_umi))
        if operator.end_bias and library.end_bias not in {None, operator.end_bias}:
            yield _evidence(operator, "end_bias", operator.end_bias, library.end_bias or "")


def _library_of(term: str) -> Library | None:
    from aivc.schema.vocabulary import is_descendant, lookup

    if lookup(term) is None:
        return None
    return next((x for x in LIBRARIES if is_descendant(term, x.root, include_self=True)), None)


def _evidence(operator: SingleCellRNA, slot: str, observed: str, expected: str) -> Evidence:
    from aivc.schema.vocabulary import lookup

    term = lookup(operator.assay_ontology_term_id or "")
    return Evidence(
        Location("card", pointer=f"{operator.pointer}/{slot}"),
        observed=observed.casefold(),
        expected=expected.casefold(),
        values={"assay": term.label if term else operator.assay_ontology_term_id, "slot": slot},
    )


RULE = Rule(
    code="MEA020",
    name="library-against-assay",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Unique identifiers and the end that is read are those of the assay.",
    message="{where} is {observed}; libraries of {assay} have `{slot}: {expected}`.",
    fix="Correct `{slot}`, or `assay_ontology_term_id` where another kit was used.",
    why=(
        "Without unique identifiers counts are of reads and grow with amplification and the length "
        "of a gene; models of molecules, and the depth of a cell, then mean something else."
    ),
    check=check,
    needs_card=True,
    operators=("SingleCellRNA",),
    passing=(
        Example(
            "full-length transcripts with identifiers",
            edits=(
                SetCard("/operators/0/assay_ontology_term_id", "EFO:0022488"),
                SetCard("/operators/0/end_bias", "full_length"),
            ),
        ),
    ),
    failing=(
        Example(
            "identifiers of Smart-seq2, whose end is not read alone",
            edits=(
                SetCard("/operators/0/assay_ontology_term_id", "EFO:0008931"),
                SetCard("/operators/0/end_bias", "three_prime"),
            ),
            expect=(
                Expect("card:/operators/0/end_bias"),
                Expect("card:/operators/0/has_umi"),
            ),
        ),
    ),
    slots=("SingleCellRNA.has_umi", "SingleCellRNA.end_bias"),
    references=("doi:10.1038/nprot.2014.006", "doi:10.1038/s41587-020-0497-0"),
)
