"""inspect, rules, explain, schema and demo from outside."""

from __future__ import annotations

import json

import pytest

import aivc as package
from aivc.validators.examples.example import SetColumn
from aivc.validators.registry import all_rules


def test_inspect_shows_tables_columns_and_the_card(aivc, write):
    answer = aivc("inspect", write(name="cite"))
    assert answer.code == 0
    for part in ("mod/rna/X", "mod/prot/X", "donor_id", "sidecar"):
        assert part in answer.out


def test_inspect_as_json(aivc, write):
    document = json.loads(aivc("inspect", "--json", write()).out)
    columns = {column["name"]: column for column in document["tables"][0]["obs"]}
    assert columns["donor_id"]["n_distinct"] == 3
    headers = json.loads(aivc("inspect", "--json", "--headers-only", write()).out)
    assert headers["tables"][0]["obs"] == []


def test_inspect_shows_columns_of_the_whole_mudata(aivc, tmp_path):
    anndata, mudata, np = map(pytest.importorskip, ("anndata", "mudata", "numpy"))
    data = mudata.MuData({"rna": anndata.AnnData(np.ones((2, 3), dtype="float32"))})
    data.obs["stimulus"] = ["LPS", "none"]
    path = tmp_path / "x.h5mu"
    data.write(path)
    assert "stimulus" in aivc("inspect", path).out
    (column,) = json.loads(aivc("inspect", "--json", path).out)["shared_obs"]
    assert column["n_distinct"] == 2
    assert json.loads(aivc("inspect", "--json", "--headers-only", path).out)["shared_obs"] == []


def test_inspect_shows_elements_by_the_paths_that_cards_name(aivc, write):
    document = json.loads(aivc("inspect", "--json", write(name="section")).out)
    elements = {element["path"]: element for element in document["elements"]}
    assert {path.partition("/")[0] for path in elements} == {"images", "points", "shapes"}
    assert "c 3, y " in elements["images/he"]["holds"]
    assert " rows; columns " in elements["points/transcripts"]["holds"]
    assert elements["images/he"]["coordinate_systems"]


def test_inspect_shows_pictures_inside_an_anndata(aivc, tmp_path):
    anndata, np = map(pytest.importorskip, ("anndata", "numpy"))
    data = anndata.AnnData(np.ones((2, 3), dtype="float32"))
    data.uns["spatial"] = {"V1": {"images": {"hires": np.zeros((5, 7, 3), dtype="float32")}}}
    path = tmp_path / "x.h5ad"
    data.write(path)
    (element,) = json.loads(aivc("inspect", "--json", path).out)["elements"]
    assert element["path"] == "uns/spatial/V1/images/hires"
    assert element["holds"].startswith("y 5, x 7, c 3; float32")


def test_inspect_obeys_no_control_character_of_a_name(aivc, write):
    out = aivc("inspect", write(SetColumn("obs", "dose\x1b[2J", 1))).out
    assert "\x1b" not in out
    assert "dose\\x1b[2J" in out


def test_rules_lists_every_rule(aivc):
    listed = {line.split()[0] for line in aivc("rules").out.splitlines()[:-1]}
    assert listed == {rule.code for rule in all_rules()}
    assert len(json.loads(aivc("rules", "--json").out)) == len(all_rules())
    assert {rule.family for rule in package.rules("ctl")} == {"CTL"}


@pytest.mark.parametrize("wanted", ["CTL004", "ctl004", "context-without-control"])
def test_explain_says_why_and_shows_examples(aivc, wanted):
    out = aivc("explain", wanted).out
    assert out.startswith("# CTL004 context-without-control")
    for heading in ("## Why", "## What to do", "## It fires on", "## It stays silent on"):
        assert heading in out


def test_explain_of_a_typing_error_names_the_nearest(aivc):
    assert "context-without-control" in aivc("explain", "context-without-controls").err


def test_schema_prints_classes_and_one_class(aivc):
    assert "DosingEvent" in aivc("schema", "print").out
    assert "event_time" in aivc("schema", "print", "DosingEvent").out
    assert "vehicle" in aivc("schema", "print", "ControlKind").out


@pytest.mark.parametrize(("typed", "meant"), [("condition", "Condition"), ("Fitscope", "FitScope")])
def test_schema_print_of_a_typing_error_names_the_nearest(aivc, typed, meant):
    answer = aivc("schema", "print", typed)
    assert answer.code == 2
    assert f"Did you mean {meant}?" in answer.err


@pytest.mark.parametrize("form", ["json-schema", "json-ld-context", "linkml", "pandera", "docs"])
def test_schema_exports(aivc, tmp_path, form):
    target = tmp_path / "out"
    assert aivc("schema", "export", "--format", form, "--output", target).code == 0
    files = [target] if target.is_file() else [p for p in target.rglob("*") if p.is_file()]
    assert files
    assert all(p.stat().st_size for p in files)
    if form.startswith("json"):
        json.loads(target.read_text("utf-8"))
    if form == "pandera":
        namespace: dict[str, object] = {}
        exec(target.read_text("utf-8"), namespace)  # noqa: S102 - written by us
        assert namespace["samples"].columns


@pytest.mark.slow
def test_demo_finds_every_fault(aivc, tmp_path):
    answer = aivc("demo", tmp_path / "demo", "--no-predictors")
    assert answer.code == 0
    assert "18 copies were broken, one fault each; 18 were found" in answer.out
    assert "  VALID  reference.h5mu (3,072 x 229, 3,072 x 10; profile release, " in answer.out
    assert "  VALID  section/section.zarr (2,208 x 54, 480 x 54; profile benchmark, " in answer.out
    assert answer.out.count("VALID") == 6
    assert str(tmp_path / "demo" / "report.html") in answer.out
    assert "recovery.txt" not in answer.out
    assert (tmp_path / "demo" / "report.html").stat().st_size > 10_000
    assert json.loads((tmp_path / "demo" / "truth.json").read_text())["drugs"]


KNOWN_EVIDENCE = {
    ("screen_by_lab", "no_change", "known_treatment_in_new_lab"): "not_supported",
    ("screen_by_lab", "additive_transfer", "known_treatment_in_new_lab"): "supported",
    ("screen_by_lab", "hill_schedule", "half_effective_dose_in_new_lab"): "supported",
    ("screen_by_lab", "hill_schedule", "known_treatment_on_new_platform"): "blank",
    ("screen_by_dose", "hill_schedule", "dose_between_known_doses"): "supported",
    ("screen_by_dose", "hill_schedule", "time_beyond_known_times"): "not_supported",
    ("screen_by_pair", "additive_transfer", "pair_of_known_drugs"): "supported",
    # It adds up what drugs do alone, so that of interactions it can know nothing.
    ("screen_by_pair", "additive_transfer", "interaction_of_known_drugs"): "not_supported",
    ("knockdowns_by_target", "linear_pca_ridge", "gene_not_knocked_down_before"): "supported",
    ("reference_by_donor", "modality_ridge", "panel_of_a_new_donor"): "supported",
    ("section_by_donor", "scale_bridge", "spots_of_a_new_donor"): "insufficient_evidence",
    ("cohort_by_hospital", "cox_endpoint", "patient_of_a_new_hospital"): "supported",
}


@pytest.mark.slow  # one study of it is carried out quickly in test_demo_studies
def test_demo_judges_predictors_and_recovers_what_was_planted(aivc, tmp_path):
    from aivc.reference_models.synthetic.recovery.table import N_QUANTITIES
    from aivc.reference_models.synthetic.studies import studies

    answer = aivc("demo", tmp_path / "demo", "--json")
    assert answer.code == 0
    told = json.loads(answer.out)
    assert told["is_as_it_should_be"]
    assert [study["name"] for study in told["studies"]] == [study.name for study in studies()]
    assert sum(row["holds"] for row in told["recovery"]["rows"]) == N_QUANTITIES
    for study in studies():
        reports = sorted(
            path.stem for path in (tmp_path / "demo/studies" / study.name).glob("*.json")
        )
        assert reports == sorted(study.predictors)
    for (study, predictor, row), evidence in KNOWN_EVIDENCE.items():
        report = json.loads((tmp_path / "demo/studies" / study / f"{predictor}.json").read_text())
        found = {each["grid_row_id"]: each["evidence"] for each in report["grid_results"]}
        assert found[row] == evidence, (study, predictor, row)
    page = (tmp_path / "demo" / "evaluation.html").read_text()
    assert page.count("cox_endpoint") >= 1
    assert "EC50 of dexamethasone" in page
    document = json.loads((tmp_path / "demo" / "recovery.json").read_text())
    assert len(document["rows"]) == N_QUANTITIES


def test_demo_does_not_write_over_something(aivc, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    assert aivc("demo", tmp_path).code == 2
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
