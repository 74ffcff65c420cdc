"""Pack one ontology of cellxgene-ontology-guide."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from vocabulary_build.identifiers import pack_identifiers, sort_identifiers
from vocabulary_build.packing import PackedWriter

if TYPE_CHECKING:
    from pathlib import Path

TERM = dict[str, Any]
LARGEST_ONTOLOGY = 1 << 31
CURIE = re.compile(r"[A-Za-z][A-Za-z0-9]*[:_][A-Za-z]*[0-9][A-Za-z0-9]*")
OBO_URL = re.compile(r"(?:http://purl\.obolibrary\.org/obo/|obo\.)([A-Za-z]+)_([0-9]+)")


def read_ontology(path: Path) -> dict[str, TERM]:
    """Read one ``*.json.zst`` of the guide."""
    # Imported here, so that the tests can pack terms without it.
    import zstandard

    content = zstandard.ZstdDecompressor().decompress(
        path.read_bytes(), max_output_size=LARGEST_ONTOLOGY
    )
    terms: dict[str, TERM] = json.loads(content)
    return terms


def pack_ontology(name: str, version: str, terms: dict[str, TERM]) -> tuple[bytes, dict[str, Any]]:
    """Return the packed payload and what SOURCES.json says about its content."""
    runs, curies = sort_identifiers(terms)
    writer = PackedWriter(vocabulary=name, version=version, runs=runs)
    pack_identifiers(writer, runs, curies)
    writer.text("labels", [one_line(terms[curie]["label"]) for curie in curies])
    writer.small("deprecated", [bool(terms[curie]["deprecated"]) for curie in curies])
    n_replaced = _pack_replacements(writer, terms, curies)
    n_synonyms = _pack_synonyms(writer, terms, curies)
    n_parents = _pack_parents(writer, terms, curies)
    summary = {
        "terms": len(curies),
        "deprecated": sum(bool(term["deprecated"]) for term in terms.values()),
        "replacements": n_replaced,
        "synonyms": n_synonyms,
        "parent_links": n_parents,
    }
    return writer.payload(), summary


def one_line(text: str) -> str:
    """Join the lines and runs of blanks of a label."""
    return " ".join(text.split())


def direct_parents(terms: dict[str, TERM], curie: str) -> list[str]:
    """Return the ancestors that are no ancestor of another ancestor.

    The guide lists every ancestor (is_a and, for anatomy, part_of) within the vocabulary, so this
    is the smallest set of links from which all of them can be reached again.
    """
    ancestors = set(terms[curie]["ancestors"])
    for ancestor in ancestors:
        if not set(terms[ancestor]["ancestors"]) < ancestors:
            msg = f"ancestors of {curie} are not closed at {ancestor}"
            raise ValueError(msg)
    further = set().union(*(terms[ancestor]["ancestors"] for ancestor in ancestors))
    return sorted(ancestors - further)


def _pack_parents(writer: PackedWriter, terms: dict[str, TERM], curies: list[str]) -> int:
    rows = {curie: row for row, curie in enumerate(curies)}
    links = [sorted(rows[parent] for parent in direct_parents(terms, curie)) for curie in curies]
    writer.small("parent_counts", [len(parents) for parents in links])
    writer.integers("parents", [row for parents in links for row in parents])
    return sum(map(len, links))


def _pack_synonyms(writer: PackedWriter, terms: dict[str, TERM], curies: list[str]) -> int:
    synonyms = [
        sorted({one_line(text) for text in terms[curie].get("synonyms", ())} - {""})
        for curie in curies
    ]
    writer.small("synonym_counts", [len(texts) for texts in synonyms])
    writer.text("synonyms", [text for texts in synonyms for text in texts])
    return sum(map(len, synonyms))


def _pack_replacements(writer: PackedWriter, terms: dict[str, TERM], curies: list[str]) -> int:
    replaced = [
        (row, terms[curie]["replaced_by"])
        for row, curie in enumerate(curies)
        # HANCESTRO gives some replacements as broken labels ("the:Caribbean"): not an id.
        if CURIE.fullmatch(terms[curie].get("replaced_by") or "")
    ]
    writer.integers("replaced_rows", [row for row, _ in replaced])
    writer.text("replacements", [curie for _, curie in replaced])
    considered = [(row, _consider(terms, terms[curie])) for row, curie in enumerate(curies)]
    considered = [(row, curies_) for row, curies_ in considered if curies_]
    writer.integers("consider_rows", [row for row, _ in considered])
    writer.text("consider", [" ".join(curies_) for _, curies_ in considered])
    return len(replaced)


def _consider(terms: dict[str, TERM], term: TERM) -> list[str]:
    """Return the suggested terms of the same vocabulary, as CURIEs."""
    texts = [OBO_URL.sub(r"\1:\2", text) for text in term.get("consider", ())]
    return sorted({text for text in texts if text in terms and not terms[text]["deprecated"]})
