"""The card of a dataset: its text parsed, its tables read, its structure checked."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aivc.schema.card_document import read_document
from aivc.schema.reading import read_card
from aivc.schema.structure import check_structure
from aivc.storage.card_tables.rows import read_card_tables
from aivc.storage.card_tables.whole import HOMES, with_tables
from aivc.validators.facts.feature_sets import read_feature_sets
from aivc.validators.facts.model import CardFacts, CardSource, CardTableFacts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.schema.card_lines import CardDocument
    from aivc.schema.generated.views import DatasetCard
    from aivc.storage import CardSource as StoredCard
    from aivc.storage.card_tables.rows import CardTable


@dataclass(frozen=True, slots=True)
class CardLines:
    """Where the values of a card are in its text."""

    document: CardDocument | None
    n_written: dict[str, int]
    """Entries of each list that are in the card itself; those of a table come behind."""

    def line_of(self, pointer: str) -> int:
        """Return the line of what is at a JSON pointer, from 1; 0 where no line is known.

        What comes from a table beside the card is at the line that names the table.
        """
        if self.document is None:
            return 0
        parts = pointer.split("/")
        table = next((t for t, name in HOMES.items() if parts[1:2] == [name]), None)
        if table is not None and len(parts) > 2 and parts[2].isdecimal():
            written = self.n_written.get(HOMES[table])
            if written is not None and int(parts[2]) >= written:
                return self.document.line_of(f"/{table}")
        return self.document.line_of(pointer)


@dataclass(frozen=True, slots=True)
class ReadCard:
    """A card, what was found out about it, and its lines."""

    view: DatasetCard
    facts: CardFacts
    lines: CardLines


NO_LINES = CardLines(None, {})


def collect_card(sources: Sequence[StoredCard], profile: str) -> ReadCard:
    """Read the card of a dataset.

    Parameters
    ----------
    sources
        Every card that was found, the preferred one first; the first one is followed.
    profile
        ``minimal``, ``release`` or ``benchmark``: which slots the card must fill in.

    Returns
    -------
    ReadCard
        The view is empty where there is no card or it cannot be parsed. Nothing is raised on
        account of what a card says.
    """
    documents = [read_document(source.text) for source in sources]
    known = tuple(map(_source, sources, documents))
    if not documents:
        return ReadCard(read_card({}), CardFacts(known), NO_LINES)
    document = documents[0]
    if document.data is None:
        problem = document.problem
        facts = CardFacts(
            known,
            parse_problem=problem.message if problem else "the card is empty",
            parse_line=problem.line if problem else 0,
        )
        return ReadCard(read_card({}), facts, CardLines(document, {}))
    folder = Path(sources[0].path).parent
    tables = read_card_tables(document.data, folder)
    raw, n_written = with_tables(document.data, tables)
    version = raw.get("aivc_schema_version")
    facts = CardFacts(
        known,
        structure=check_structure(raw, profile=profile),
        schema_version=version if isinstance(version, str) else "",
        duplicate_keys=document.duplicate_keys,
        tables=tuple(map(_facts, tables)),
        feature_sets=read_feature_sets(document.data, folder),
        raw=raw,
    )
    return ReadCard(read_card(raw), facts, CardLines(document, n_written))


def _source(source: StoredCard, document: CardDocument) -> CardSource:
    text_sha256 = hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()
    digest = text_sha256
    if document.data is not None:
        canonical = json.dumps(document.data, sort_keys=True, separators=(",", ":"))
        digest = hashlib.sha256(canonical.encode()).hexdigest()
    return CardSource(source.origin.value, str(source.path), digest, text_sha256)


def _facts(table: CardTable) -> CardTableFacts:
    return CardTableFacts(
        table.slot,
        table.path,
        declared_sha256=table.declared_sha256,
        actual_sha256=table.actual_sha256,
        declared_rows=table.declared_rows,
        actual_rows=table.actual_rows,
        problem=table.problem,
        unknown_columns=table.unknown_columns,
    )
