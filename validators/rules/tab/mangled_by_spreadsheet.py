"""Rule TAB011: no name was changed into a date or a power of ten."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn, SetNames
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.columns import columns_of, counted
from aivc.validators.rules.tab.meanings import role_of, words_of
from aivc.validators.rules.tab.numbers_as_text import is_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.tab.columns import PlacedColumn

# What Excel makes of SEPT1, MARCH1, DEC1, OCT4, NOV, APR-1, FEB7 in English and, with other names of
# months, in other languages (Abeysooriya et al. 2021): `1-Mar`, `Mar-01`, `2021-03-01`. The gene
# mai-1 of the worm is written in small letters.
MONTH = (
    "Jan|Feb|Mar|Mrz|M\u00e4r|Apr|Avr|Abr|May|Mai|Jun|Jul|Aug|Ago|Sep|Oct|Okt|Out|Nov|Dec|Dez|Dic"
)
DATE = re.compile(
    rf"\d{{1,2}}-({MONTH}|{MONTH.upper()})|({MONTH}|{MONTH.upper()})-\d\d"
    r"|(19|20)\d\d-\d\d-\d\d( 00:00:00)?"
)

# 2310009E13 becomes 2.31E+19, and well 1E01 becomes 1.00E+01.
POWER = re.compile(r"\d(\.\d+)?E\+\d{2,3}")

ROLES = ("agent", "condition", "target", "guide")
WORDS = frozenset(
    ["gene", "genes", "symbol", "target", "perturbation", "guide", "sgrna", "feature"]
)
IDENTIFIED = frozenset(
    ["well", "wells", "plate", "barcode", "sample", "gene", "genes", "feature", "id", "name"]
)


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each place where names of genes look like dates, or names like powers of ten."""
    del card
    for table in facts.tables.values():
        names = table.var.names if table.var is not None else None
        mangled = [name for name in names or () if _is_mangled(name)]
        if mangled and not all(map(is_number, names or ())):
            yield Evidence(
                Location("var", table=table.name),
                count=len(mangled),
                total=table.n_var,
                examples=tuple(map(repr, mangled[:5])),
            )
    for column in columns_of(facts, "obs", "var"):
        found = _mangled_labels(facts, column) if column.is_text else []
        if found:
            yield Evidence(
                column.location,
                count=sum(count for _, count in found),
                total=column.facts.n_rows,
                examples=counted(found),
            )


def _mangled_labels(facts: Facts, column: PlacedColumn) -> list[tuple[str, int]]:
    words = set(words_of(column.name))
    is_gene = (
        column.frame == "var" or not WORDS.isdisjoint(words) or bool(role_of(facts, column, ROLES))
    )
    is_name = is_gene or not IDENTIFIED.isdisjoint(words)
    if not is_name:
        return []
    found = [
        pair
        for pair in column.label_counts
        if (is_gene and DATE.fullmatch(pair[0])) or POWER.fullmatch(pair[0])
    ]
    # A column of numbers in scientific notation is no column of names.
    if found and all(map(is_number, column.facts.used)):
        return []
    return found


def _is_mangled(name: str) -> bool:
    return bool(DATE.fullmatch(name) or POWER.fullmatch(name))


RULE = Rule(
    code="TAB011",
    name="mangled-by-spreadsheet",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No name was turned into a date or a power of ten by a spreadsheet.",
    message=(
        "{count:,} of {total:,} names in {where} look like what a spreadsheet makes of a name: "
        "{examples}."
    ),
    fix=(
        "Take the names from the source again, with the columns imported as text; do not guess "
        "them back, since 1-Mar may have been MARCHF1 or MTARC1."
    ),
    why="A gene called 1-Mar is found in no annotation and in no gene set, and its data are lost.",
    check=check,
    passing=(
        Example(
            "a batch may be called by its date",
            edits=(SetColumn("obs", "run", ["1-Sep", "2-Sep"] * 24),),
        ),
        Example("SEPTIN1 by its present name", edits=(SetNames("var", {0: "SEPTIN1"}),)),
    ),
    failing=(
        Example(
            "two genes became dates",
            edits=(SetNames("var", {0: "1-Mar", 1: "2-Sep"}),),
            expect=(Expect("var", 2),),
        ),
        Example(
            "a target and a clone id in obs",
            edits=(SetColumn("obs", "target_gene", ["TP53", "9-Sep", "MYC", "2.31E+19"] * 12),),
            expect=(Expect("obs/target_gene", 24),),
        ),
    ),
    references=("doi:10.1186/s13059-016-1044-7", "doi:10.1371/journal.pcbi.1008984"),
)
