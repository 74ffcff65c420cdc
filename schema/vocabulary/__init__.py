"""The vocabulary that cards are written in, held offline.

Ontology terms, organisms, genes, cell lines, compounds and units. What is held, in which release,
from where and under which licence is in ``data/SOURCES.json``; ``tools/build_vocabulary.py``
makes it. A vocabulary is loaded when it is first asked for; importing this package loads none.

An unknown term or text is an answer, never an exception. A question that cannot be answered
because the vocabulary is not held raises :class:`VocabularyUnavailableError`; ask
:func:`availability` first.
"""

from aivc.schema.vocabulary.branches import ancestors, has_hierarchy, is_descendant
from aivc.schema.vocabulary.cell_lines import (
    CellLineMatch,
    CellLineMatchKind,
    cell_line_synonyms_available,
    find_cell_line,
)
from aivc.schema.vocabulary.compounds import (
    PARENT_RECIPE,
    ChemistryProblem,
    ChemistryProblemKind,
    chemistry_available,
    inchikey_ok,
    parent_inchikey,
    smiles_to_inchikey,
)
from aivc.schema.vocabulary.dose_quantity_kinds import USUAL_UNITS, DoseQuantityKind
from aivc.schema.vocabulary.errors import VocabularyDataError, VocabularyUnavailableError
from aivc.schema.vocabulary.genes import (
    GeneCandidate,
    GeneMatch,
    GeneMatchKind,
    GeneTable,
    gene_table_organisms,
    genes,
)
from aivc.schema.vocabulary.mangled_genes import MangledGene, mangled_gene
from aivc.schema.vocabulary.organisms import (
    Organism,
    find_organism,
    organism_of_gene_ids,
    organisms,
    species_of,
)
from aivc.schema.vocabulary.prefixes import (
    Availability,
    Prefix,
    availability,
    find_prefix,
    format_ok,
    is_known_prefix,
    known_prefixes,
    version_of,
    vocabulary_of,
)
from aivc.schema.vocabulary.quantities import (
    Quantity,
    QuantityProblem,
    QuantityProblemKind,
    parse_quantity,
)
from aivc.schema.vocabulary.tables import sources
from aivc.schema.vocabulary.terms import (
    NameKind,
    NameMatch,
    NearMatch,
    Term,
    find_by_label,
    lookup,
    nearest,
    repair_curie,
)
from aivc.schema.vocabulary.ucum import Unit, read_ucum
from aivc.schema.vocabulary.units import (
    Dialect,
    UnitConversionError,
    UnitProblem,
    UnitProblemKind,
    convert,
    fits,
    parse_unit,
)

__all__ = [
    "PARENT_RECIPE",
    "USUAL_UNITS",
    "Availability",
    "CellLineMatch",
    "CellLineMatchKind",
    "ChemistryProblem",
    "ChemistryProblemKind",
    "Dialect",
    "DoseQuantityKind",
    "GeneCandidate",
    "GeneMatch",
    "GeneMatchKind",
    "GeneTable",
    "MangledGene",
    "NameKind",
    "NameMatch",
    "NearMatch",
    "Organism",
    "Prefix",
    "Quantity",
    "QuantityProblem",
    "QuantityProblemKind",
    "Term",
    "Unit",
    "UnitConversionError",
    "UnitProblem",
    "UnitProblemKind",
    "VocabularyDataError",
    "VocabularyUnavailableError",
    "ancestors",
    "availability",
    "cell_line_synonyms_available",
    "chemistry_available",
    "convert",
    "find_by_label",
    "find_cell_line",
    "find_organism",
    "find_prefix",
    "fits",
    "format_ok",
    "gene_table_organisms",
    "genes",
    "has_hierarchy",
    "inchikey_ok",
    "is_descendant",
    "is_known_prefix",
    "known_prefixes",
    "lookup",
    "mangled_gene",
    "nearest",
    "organism_of_gene_ids",
    "organisms",
    "parent_inchikey",
    "parse_quantity",
    "parse_unit",
    "read_ucum",
    "repair_curie",
    "smiles_to_inchikey",
    "sources",
    "species_of",
    "version_of",
    "vocabulary_of",
]
