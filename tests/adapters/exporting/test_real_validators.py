"""The validators of the formats themselves, where an environment variable says where they are.

They need packages that do not go together with ours: `AIVC_CELLXGENE_SCHEMA` is the command
`cellxgene-schema`, `AIVC_CROISSANT` the command `mlcroissant`, and `AIVC_ROCRATE` a Python with
rocrate, petab and huggingface_hub.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from aivc.reference_models.synthetic.dataset import reference_dataset
from aivc.validators.examples.write import write_specimen
from aivc.verbs.export import export
from tests.adapters.exporting.conftest import add_embedding

pytestmark = pytest.mark.slow


def tool(variable):
    """Return a command, or skip where no variable names it."""
    command = os.environ.get(variable)
    if not command:
        pytest.skip(f"{variable} names no command")
    return command


def output_of(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["drug", "guides"])
def test_cellxgene_takes_the_file(written, tmp_path, name):
    command = tool("AIVC_CELLXGENE_SCHEMA")
    data = written(name)
    add_embedding(data)
    export(data, "cellxgene", output=tmp_path / "out.h5ad")
    code, said = output_of(command, "validate", str(tmp_path / "out.h5ad"))
    assert code == 0, said


@pytest.mark.parametrize("name", ["drug", "guides"])
def test_cellxgene_takes_the_file_before_analysis(written, tmp_path, name):
    command = tool("AIVC_CELLXGENE_SCHEMA")
    export(written(name), "cellxgene-pre-analysis", output=tmp_path / "out.h5ad")
    code, said = output_of(command, "validate", "--pre-analysis", str(tmp_path / "out.h5ad"))
    assert code == 0, said


@pytest.mark.realdata
def test_a_file_that_cellxgene_takes_stays_one(tmp_path, real_data):
    command = tool("AIVC_CELLXGENE_SCHEMA")
    card = Path(tmp_path / "card.yaml")
    card.write_text(
        "{title: A title, organism_ontology_term_id: ['NCBITaxon:9606'], operators: [{operator_id:"
        " rna, operator_type: SingleCellRNA}], tables: [{path_in_file: X, measured_by: rna},"
        " {path_in_file: raw/X, measured_by: rna, value_type: raw_counts}]}"
    )
    data = real_data / "cellxgene_fixtures" / "example_valid.h5ad"
    export(data, "cellxgene", output=tmp_path / "out.h5ad", card=card)
    code, said = output_of(command, "validate", str(tmp_path / "out.h5ad"))
    assert code == 0, said


@pytest.mark.parametrize("name", ["drug", "guides", "reference"])
def test_mlcroissant_reads_the_description_and_its_records(written, tmp_path, name):
    command = tool("AIVC_CROISSANT")
    data = write_specimen(reference_dataset(), tmp_path) if name == "reference" else written(name)
    export(data, "croissant", output=tmp_path)
    target = str(tmp_path / "croissant.json")
    code, said = output_of(command, "validate", "--jsonld", target)
    assert code == 0, said
    assert "error(s)" not in said
    for records in ("conditions", "samples"):
        load = ("load", "--jsonld", target, "--record_set", records, "--num_records", "-1")
        code, said = output_of(command, *load)
        assert code == 0, said


def test_other_libraries_read_what_is_written_for_them(written, tmp_path):
    python = tool("AIVC_ROCRATE")
    data = written("drug")
    for name in ("ro-crate", "huggingface"):
        export(data, name, output=tmp_path)
    export(data, "petab", output=tmp_path / "problem")
    code = (
        "import sys; from pathlib import Path; home = Path(sys.argv[1]);"
        "from rocrate.rocrate import ROCrate; crate = ROCrate(home);"
        "assert {e.id for e in crate.data_entities} == {'drug.h5ad', 'drug.aivc.yaml'};"
        "from huggingface_hub import DatasetCard;"
        "assert DatasetCard.load(home / 'README.md').data.license == 'cc0-1.0';"
        "from petab.v2.core import Problem;"
        "assert len(Problem.from_yaml(home / 'problem/problem.yaml').experiments) == 7"
    )
    status, said = output_of(python, "-c", code, str(tmp_path))
    assert status == 0, said
