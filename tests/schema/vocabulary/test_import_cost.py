"""Importing the vocabulary loads no vocabulary and no heavy library."""

import subprocess
import sys

import pytest

HEAVY = ("numpy", "pandas", "pint", "ucumvert", "rdkit", "pyarrow", "numcodecs", "scipy", "yaml")


def loaded_after(code: str) -> set[str]:
    """Return which heavy libraries a fresh interpreter holds after running some code."""
    shown = f"{code}\nimport sys; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize(
    "use",
    [
        "",
        "v.parse_quantity('10 uM x')",
        "v.convert(1, 'd', 'h')",
        "v.parse_unit('no such unit')",
        "v.availability('OBI:0000070')",
        "v.find_organism('mouse')",
        "v.version_of('EFO')",
        "v.chemistry_available()",
        "v.organism_of_gene_ids(['ENSG00000141510'])",
    ],
)
def test_light_questions_stay_light(use) -> None:
    assert loaded_after(f"import aivc.schema.vocabulary as v\n{use}") == set()


def test_a_term_needs_numpy_only() -> None:
    code = "import aivc.schema.vocabulary as v\nassert v.lookup('CL:0000066').label"
    assert loaded_after(code) == {"numpy"}


def test_only_the_vocabulary_that_is_asked_for_is_loaded() -> None:
    code = (
        "import aivc.schema.vocabulary as v\n"
        "v.lookup('CL:0000066')\n"
        "from aivc.schema.vocabulary.ontology_index import load_ontology\n"
        "assert load_ontology.cache_info().currsize == 1\n"
    )
    loaded_after(code)
