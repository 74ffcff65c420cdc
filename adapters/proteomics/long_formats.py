"""Which columns of reports hold runs, features, quantities and what is said of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Level:
    """Features of one kind in a report.

    Attributes
    ----------
    table
        Name of the table that they become, empty for the only one.
    feature_type, scheme
        What they are and how they are named, as values of the standard; the second is None where
        that depends on the database that was searched.
    keys
        Columns whose texts together name a feature.
    quantities
        Columns with quantities; the first that there is becomes ``X``, others layers.
    notes
        Columns that say something of a feature.
    """

    table: str
    feature_type: str
    scheme: str | None
    keys: tuple[str, ...]
    quantities: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class LongFormat:
    """A format with one line for each measurement.

    Attributes
    ----------
    software
        That writes it.
    what
        What it is, as part of a sentence.
    signature
        Columns that it has.
    runs
        Columns that name the run, the first that there is.
    channel
        Column that names the channel; empty where there is none.
    channels
        Match names of columns with the quantity of one channel each, which stands before the
        number of the channel; those that match the first become ``X``, others layers.
    best
        Column that is smallest in the line that is taken where several measure the same.
    levels
        Kinds of features.
    of_runs
        Columns that say something of a run.
    missing_zero
        Whether 0 is written where nothing was measured.
    """

    software: str
    what: str
    signature: frozenset[str]
    runs: tuple[str, ...]
    channel: str
    channels: tuple[re.Pattern[str], ...]
    best: str
    levels: tuple[Level, ...]
    of_runs: tuple[str, ...] = ()
    missing_zero: bool = False


EVIDENCE = LongFormat(
    "MaxQuant",
    "evidence of peptides (evidence.txt)",
    frozenset({"Modified sequence", "Raw file", "Charge", "Sequence"}),
    ("Raw file",),
    "",
    (
        re.compile(r"(Reporter intensity corrected) (\d+)"),
        re.compile(r"(Reporter intensity) (\d+)"),
        re.compile(r"(Reporter intensity count) (\d+)"),
    ),
    "PEP",
    (
        Level(
            "",
            "peptide",
            "peptide_sequence",
            ("Modified sequence", "Charge"),
            ("Intensity",),
            (
                "Sequence", "Length", "Modifications", "Modified sequence", "Charge",
                "Missed cleavages", "Proteins", "Leading proteins", "Leading razor protein",
                "Gene names", "Protein names", "Mass", "Reverse", "Potential contaminant",
                "Contaminant", "Peptide ID", "Mod. peptide ID", "Protein group IDs", "Taxonomy IDs",
            ),
        ),
    ),
    ("Raw file", "Experiment", "Fraction"),
    missing_zero=True,
)  # fmt: skip

DIANN_REPORT = LongFormat(
    "DIA-NN",
    "main report",
    frozenset({"Run", "Protein.Group", "Precursor.Id", "Precursor.Quantity"}),
    ("Run",),
    "Channel",
    (),
    "Q.Value",
    (
        Level(
            "mod/proteome",
            "protein",
            None,
            ("Protein.Group",),
            ("PG.MaxLFQ", "PG.Quantity", "PG.Normalised"),
            ("Protein.Group", "Protein.Ids", "Protein.Names", "Genes",
             "First.Protein.Description"),
        ),
        Level(
            "mod/precursor",
            "peptide",
            "peptide_sequence",
            ("Precursor.Id",),
            ("Precursor.Quantity", "Precursor.Normalised"),
            ("Precursor.Id", "Modified.Sequence", "Stripped.Sequence", "Precursor.Charge",
             "Precursor.Mz", "Proteotypic", "Decoy", "Protein.Group", "Protein.Ids",
             "Protein.Names", "Genes"),
        ),
    ),
    ("Run", "File.Name"),
)  # fmt: skip

LONG_FORMATS = (EVIDENCE, DIANN_REPORT)


def long_format_of(columns: Sequence[str]) -> LongFormat | None:
    """Return the format of a report with these columns, None where it is none of them."""
    names = set(columns)
    for found in LONG_FORMATS:
        has_quantity = any(q in names for level in found.levels for q in level.quantities)
        if found.signature <= names and (has_quantity or channel_columns(found, columns)):
            return found
    return None


def channel_columns(found: LongFormat, columns: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return columns by quantity and channel, for quantities with the channels of the first.

    Examples
    --------
    >>> channel_columns(EVIDENCE, ["Charge", "Reporter intensity 1", "Reporter intensity 2"])
    {'Reporter intensity': {'1': 'Reporter intensity 1', '2': 'Reporter intensity 2'}}
    """
    quantities: dict[str, dict[str, str]] = {}
    for pattern in found.channels:
        for name in columns:
            match = pattern.fullmatch(name)
            if match is not None:
                quantities.setdefault(match[1], {})[match[2]] = name
    first = next(iter(quantities.values()), {})
    return {quantity: own for quantity, own in quantities.items() if own.keys() == first.keys()}
