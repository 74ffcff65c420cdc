"""Tables with one line per protein or peptide, and how their columns of samples are called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

COUNTED = re.compile(r"count|peptides", re.IGNORECASE)
"""In names of quantities that are numbers of spectra or peptides."""

MAXQUANT, DIANN, FRAGPIPE, SPECTRONAUT = "MaxQuant", "DIA-NN", "FragPipe", "Spectronaut"


@dataclass(frozen=True, slots=True)
class SampleColumn:
    """A column with one quantity of one sample; ``channel`` is empty without isobaric labels."""

    quantity: str
    run: str
    channel: str = ""


@dataclass(frozen=True)
class WideFormat:
    """A format with one line per feature.

    Attributes
    ----------
    software
        That writes it.
    what
        What its lines are, as part of a sentence.
    signature
        Columns that it has.
    feature
        Column with the names of the features.
    feature_type, scheme
        What the features are and how they are named, as values of the standard; the second is None
        where that depends on the database that was searched.
    patterns
        Match names of columns of samples, with the groups ``quantity``, ``run`` and ``channel`` as
        far as the format has them; none where all columns but ``notes`` are of samples.
    notes
        Columns that say something of the features, or names of sums over all samples.
    quantities
        What may be the matrix, the first that there is; others become layers.
    missing_zero
        Quantities that are 0 where nothing was measured.
    missing
        Words that stand where nothing was measured.
    """

    software: str
    what: str
    signature: frozenset[str]
    feature: str
    feature_type: str
    scheme: str | None
    patterns: tuple[re.Pattern[str], ...]
    quantities: tuple[str, ...]
    missing_zero: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()
    notes: frozenset[str] = frozenset()

    def sample_column(self, name: str) -> SampleColumn | None:
        """Read the name of a column, None where it is none of a sample."""
        if not self.patterns:
            return None if name in self.notes else SampleColumn(self.quantities[0], name)
        found = next((m for pattern in self.patterns if (m := pattern.fullmatch(name))), None)
        if found is None:
            return None
        parts = found.groupdict()
        run, channel = parts.get("run") or "", parts.get("channel") or ""
        return None if run in self.notes else SampleColumn(parts["quantity"], run, channel)


REPORTER = ("Reporter intensity corrected", "Reporter intensity")
_MAXQUANT = (
    re.compile(
        r"(?P<quantity>Reporter intensity(?: corrected| count)?) (?P<channel>\d+)(?: (?P<run>.+))?"
    ),
    re.compile(
        r"(?P<quantity>LFQ intensity|iBAQ|Intensity|MS/MS count|Razor \+ unique peptides|"
        r"Unique peptides|Peptides) (?P<run>.+)"
    ),
)
"""``Reporter intensity corrected 1 SET``, ``LFQ intensity SAMPLE``."""

_MAXQUANT_QUANTITIES = (*REPORTER, "LFQ intensity", "Intensity", "iBAQ")
_MAXQUANT_ZERO = frozenset({*REPORTER, "LFQ intensity", "Intensity", "iBAQ"})
_FRAGPIPE = (
    re.compile(
        r"(?P<run>.+?) (?P<quantity>(?:MaxLFQ )?(?:Total |Unique )?Intensity|"
        r"(?:Total |Unique )?Spectral Count)"
    ),
)
_FRAGPIPE_QUANTITIES = (
    "MaxLFQ Intensity", "MaxLFQ Total Intensity", "MaxLFQ Unique Intensity", "Intensity",
    "Total Intensity", "Unique Intensity", "Spectral Count", "Total Spectral Count",
)  # fmt: skip
_FRAGPIPE_ZERO = frozenset(name for name in _FRAGPIPE_QUANTITIES if name.endswith("Intensity"))
_SPECTRONAUT = (
    re.compile(r"(?:\[\d+\] )?(?P<run>.+)\.(?P<quantity>(?:PG|PEP)\.(?:Quantity|IBAQ))"),
)
_DIANN_NOTES = frozenset(
    {"Protein.Group", "Protein.Ids", "Protein.Names", "Genes", "First.Protein.Description",
     "N.Sequences", "N.Proteotypic.Sequences", "Proteotypic", "Stripped.Sequence",
     "Modified.Sequence", "Precursor.Charge", "Precursor.Id", "Protein.Sites", "Best.Site"}
)  # fmt: skip

WIDE_FORMATS: tuple[WideFormat, ...] = (
    WideFormat(
        MAXQUANT,
        "protein groups (proteinGroups.txt)",
        frozenset({"Protein IDs", "Majority protein IDs"}),
        "Protein IDs",
        "protein",
        None,
        _MAXQUANT,
        _MAXQUANT_QUANTITIES,
        _MAXQUANT_ZERO,
    ),
    WideFormat(
        MAXQUANT,
        "peptides (peptides.txt)",
        frozenset({"Sequence", "Leading razor protein", "Start position", "End position"}),
        "Sequence",
        "peptide",
        "peptide_sequence",
        _MAXQUANT,
        _MAXQUANT_QUANTITIES,
        _MAXQUANT_ZERO,
    ),
    WideFormat(
        DIANN,
        "precursors by run (pr_matrix)",
        frozenset({"Protein.Group", "Genes", "Stripped.Sequence", "Precursor.Id"}),
        "Precursor.Id",
        "peptide",
        "peptide_sequence",
        (),
        ("Precursor.Normalised",),
        notes=_DIANN_NOTES,
    ),
    WideFormat(
        DIANN,
        "protein groups by run (pg_matrix)",
        frozenset({"Protein.Group", "Protein.Names", "Genes"}),
        "Protein.Group",
        "protein",
        None,
        (),
        ("PG.MaxLFQ",),
        notes=_DIANN_NOTES,
    ),
    WideFormat(
        FRAGPIPE,
        "proteins (combined_protein.tsv)",
        frozenset({"Protein", "Protein ID", "Entry Name", "Gene", "Protein Length"}),
        "Protein ID",
        "protein",
        None,
        _FRAGPIPE,
        _FRAGPIPE_QUANTITIES,
        _FRAGPIPE_ZERO,
        notes=frozenset({"Combined", "Combined Total", "Combined Unique"}),
    ),
    WideFormat(
        FRAGPIPE,
        "peptides (combined_peptide.tsv)",
        frozenset({"Peptide Sequence", "Protein ID", "Entry Name", "Gene"}),
        "Peptide Sequence",
        "peptide",
        "peptide_sequence",
        _FRAGPIPE,
        _FRAGPIPE_QUANTITIES,
        _FRAGPIPE_ZERO,
        notes=frozenset({"Combined", "Combined Total", "Combined Unique"}),
    ),
    WideFormat(
        SPECTRONAUT,
        "protein groups by run",
        frozenset({"PG.ProteinGroups"}),
        "PG.ProteinGroups",
        "protein",
        None,
        _SPECTRONAUT,
        ("PG.Quantity", "PG.IBAQ", "PEP.Quantity"),
        missing=("Filtered",),
    ),
)
"""Formats in the order in which they are tried; one whose columns are among another's comes later.

MaxQuant: http://www.coxdocs.org/doku.php?id=maxquant:table; DIA-NN:
https://github.com/vdemichev/DiaNN#output; FragPipe:
https://fragpipe.nesvilab.org/docs/tutorial_fragpipe_outputs.html; Spectronaut: pivot reports of its
manual.
"""

LONG_ONLY = frozenset({"Raw file", "Run", "File.Name"})
"""Columns of tables with one line for each measurement."""


def wide_format_of(columns: Sequence[str]) -> WideFormat | None:
    """Return the format that has these columns, None where it is none of them."""
    names = set(columns)
    if names & LONG_ONLY:
        return None
    for found in WIDE_FORMATS:
        if found.signature <= names and any(
            column is not None and column.quantity in found.quantities
            for column in map(found.sample_column, columns)
        ):
            return found
    return None
