"""Findings depend on what is in the files, not on order, names, or the hash seed."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from catalogue.atlases import atlas
from catalogue.auditing import audit
from catalogue.axis_leaks import AXIS_LEAKS
from catalogue.crispr_screens import pair_screen
from catalogue.drug_screens import drug_screen
from catalogue.leak import shared_value
from catalogue.leaks import LEAKS
from catalogue.measured_cells import measured_cells
from catalogue.shuffling import generator
from catalogue.writing import write

SOME = ("donor", "combination reversed", "earlier symbol of a gene", "salt of a compound",
        "spatial neighbour", "copy of a cell", "down-sampled copy of a cell", "member seen alone",
        "control in test", "same id in two parts")  # fmt: skip


def told(report):
    """Return what a report says, apart from the names of rows that it shows as examples."""
    claims = [(claim.text, claim.result) for claim in report.split.claims]
    findings = [
        (f.code, f.severity.value, str(f.location), f.count, f.total) for f in report.findings
    ]
    shared = [
        (line.axes, line.part, line.against, line.n_shared, line.n_rows_shared)
        for line in report.split.overlaps
    ]
    return sorted(findings), claims, shared


def leaking(name):
    leak = next(leak for leak in LEAKS if leak.name == name)
    return leak.leaking(3)


@pytest.mark.parametrize("name", SOME)
def test_neither_the_order_nor_the_names_of_rows_change_anything(name, tmp_path):
    design = leaking(name)
    order = generator("order", 0).permutation(design.n_rows)

    plain = audit(design, tmp_path / "plain")
    shuffled = audit(design.permuted(order), tmp_path / "shuffled")
    renamed = audit(design.renamed("plate 7: {}".format), tmp_path / "renamed")

    assert told(shuffled) == told(plain)
    assert told(renamed) == told(plain)


@pytest.mark.parametrize("column", ["donor_id", "tissue"])
def test_the_names_of_values_change_nothing(column, tmp_path):
    design = shared_value("donor_id")(atlas(0), generator("values", 0))
    other = {value: f"x{k:02d}" for k, value in enumerate(sorted(set(design.obs[column]) - {None}))}
    renamed = design.with_column(column, tuple(other.get(v) for v in design.obs[column]))

    assert told(audit(renamed, tmp_path / "renamed")) == told(audit(design, tmp_path / "plain"))


@pytest.mark.parametrize("seed", range(3))
def test_text_and_categoricals_are_read_alike(seed, tmp_path):
    design = shared_value("compound")(drug_screen(seed), generator("text", seed))
    texts = frozenset(name for name, v in design.obs.items() if isinstance(v[0], str | None))
    as_text = audit(replace(design, as_text=texts - {"dose"}), tmp_path / "text")

    assert told(as_text) == told(audit(replace(design, as_text=frozenset()), tmp_path / "plain"))


def test_a_table_of_values_says_what_a_list_of_rows_says(tmp_path):
    design = atlas(0)

    listed = audit(replace(design, keyed_by=()), tmp_path / "rows")
    keyed = audit(replace(design, keyed_by=("donor_id",)), tmp_path / "values")

    assert told(keyed) == told(listed)


def test_the_hash_seed_changes_nothing(tmp_path):
    pairs = shared_value("perturbation", 1)(pair_screen(1), generator("hash", 0))
    files = [
        (str(written.data), str(written.manifest))
        for written in (write(pairs, tmp_path / "pairs"), write(measured_cells(1), tmp_path / "1"))
    ]
    script = (
        "import aivc\n"
        f"for data, manifest in {files!r}:\n"
        "    report = aivc.split_audit(data, manifest)\n"
        "    print(report.split)\n"
        "    print([(f.code, f.message) for f in report.findings])\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            env={
                "PYTHONHASHSEED": seed,
                "PATH": os.environ["PATH"],
                "PYTHONPATH": ":".join(path for path in sys.path if path),
            },
        ).stdout
        for seed in ("0", "4242")
    }

    assert len(outputs) == 1


def test_every_leak_of_an_axis_names_a_rule_of_its_own_family():
    assert {leak.code[:3] for leak in AXIS_LEAKS} == {"LEK"}
