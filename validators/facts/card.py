"""The card of a dataset: its text parsed, its tables read, its structure checked."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.schema.card_document import read_document
from aivc.schema.reading import read_card
from aivc.schema.structure import check_structure
from aivc.validators.facts.card_tables import read_card_tables
from aivc.validators.facts.model import CardFacts, CardSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.schema.card_lines import CardDocument
    from aivc.schema.generated.views import DatasetCard
    from aivc.storage import CardSource as StoredCard
    from aivc.validators.facts.card_tables import CardTable

_LISTS = {"samples_table": "samples", "conditions_table": "conditions"}
_HOMES = {**_LISTS, "events_table": "interventions"}
"""List of the card that the rows of a table come into."""


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
        table = next((t for t, name in _HOMES.items() if parts[1:2] == [name]), None)
        if table is not None and len(parts) > 2 and parts[2].isdecimal():
            written = self.n_written.get(_HOMES[table])
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
    tables = read_card_tables(document.data, Path(sources[0].path).parent)
    raw, n_written = _with_tables(document.data, tables)
    version = raw.get("aivc_schema_version")
    facts = CardFacts(
        known,
        structure=check_structure(raw, profile=profile),
        schema_version=version if isinstance(version, str) else "",
        duplicate_keys=document.duplicate_keys,
        tables=tuple(table.facts for table in tables),
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


def _with_tables(
    data: dict[str, Any], tables: tuple[CardTable, ...]
) -> tuple[dict[str, Any], dict[str, int]]:
    """Put the rows of tables behind what the card itself lists, without changing the card."""
    raw = dict(data)
    n_written: dict[str, int] = {}
    for table in tables:
        name = _LISTS.get(table.facts.slot)
        if not table.objects:
            continue
        home = _HOMES[table.facts.slot]
        written = raw.get(home)
        own = written if isinstance(written, list) else []
        n_written[home] = len(own)
        if name is None:
            raw[home] = _with_events(own, table)
        else:
            raw[home] = [*own, *(made for _, made in table.objects)]
    return raw, n_written


def _with_events(written: list[Any], table: CardTable) -> list[Any]:
    """Give each intervention its events; one that only the table names is made."""
    interventions = list(written)
    place = {
        item["intervention_id"]: k
        for k, item in enumerate(interventions)
        if isinstance(item, dict) and isinstance(item.get("intervention_id"), str)
    }
    events: dict[str, list[Any]] = {}
    for owner, event in table.objects:
        events.setdefault(owner or "", []).append(event)
    for owner, more in events.items():
        if owner not in place:
            interventions.append({"intervention_id": owner, "events": more})
            continue
        item = interventions[place[owner]]
        own = item.get("events")
        interventions[place[owner]] = {
            **item,
            "events": [*(own if isinstance(own, list) else []), *more],
        }
    return interventions
