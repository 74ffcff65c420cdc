"""Croissant, RO-Crate, Hugging Face and SDRF: what a card says, in the words of others."""

from __future__ import annotations

import csv
import hashlib
import json

import pytest
import yaml

from aivc.adapters.exporting.croissant import record_sets
from aivc.adapters.exporting.exporter import ExportError, IncompleteForTargetError
from aivc.adapters.exporting.registry import load_exporter


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def croissant(run, data, folder):
    unheld = run("croissant", data, folder)
    return json.loads((folder / "croissant.json").read_text()), unheld


def test_croissant_binds_every_file_by_digest_and_size(run, written, tmp_path):
    data = written("drug")
    document, _ = croissant(run, data, tmp_path)
    files = {entry["@id"]: entry for entry in document["distribution"]}
    assert set(files) == {"drug.h5ad", "drug.aivc.yaml"}
    assert files["drug.h5ad"]["sha256"] == sha256(data)
    assert files["drug.h5ad"]["contentSize"] == f"{data.stat().st_size} B"
    assert files["drug.h5ad"]["contentUrl"] == "drug.h5ad"


def test_croissant_gives_the_address_that_the_card_gives(run, written, tmp_path):
    address = "https://example.org/drug.h5ad"
    data = written("drug", {"/distributions/0/content_url": address})
    document, _ = croissant(run, data, tmp_path)
    assert document["distribution"][0]["contentUrl"] == address


def test_croissant_has_conditions_and_samples_as_records(run, written, tmp_path):
    document, _ = croissant(run, written("drug"), tmp_path)
    sets = {entry["@id"]: entry for entry in document["recordSet"]}
    conditions = {r["conditions/condition_id"]: r for r in sets["conditions"]["data"]}
    assert conditions["dex_low"]["conditions/pert_dose_uM"] == "0.01"
    assert conditions["dmso"]["conditions/is_control"] is True
    assert len(sets["samples"]["data"]) == 6
    for one in sets.values():
        identifiers = {field["@id"] for field in one["field"]}
        assert all(set(record) == identifiers for record in one["data"])


def test_croissant_points_to_tables_beside_the_card(run, written, tmp_path):
    rows = ["sample_id\ttissue_type", *(f"s{k}\tcell line" for k in range(3))]
    (tmp_path / "samples.tsv").write_text("\n".join(rows) + "\n")
    data = written("drug", {"/samples_table": {"path": "samples.tsv"}})
    document, _ = croissant(run, data, tmp_path)
    (samples,) = [entry for entry in document["recordSet"] if entry["@id"] == "samples"]
    assert "data" not in samples
    assert [field["source"]["extract"]["column"] for field in samples["field"]] == [
        "sample_id",
        "tissue_type",
    ]
    assert samples["field"][0]["source"]["fileObject"] == {"@id": "samples.tsv"}


def test_croissant_names_lists_that_are_too_long(run, written, tmp_path, monkeypatch):
    monkeypatch.setattr(record_sets, "MOST_INLINE", 6)
    document, unheld = croissant(run, written("drug"), tmp_path)
    assert [entry["@id"] for entry in document["recordSet"]] == ["samples"]
    assert "conditions" in {entry.where for entry in unheld}


def test_croissant_carries_the_responsible_ai_fields(run, written, tmp_path):
    document, _ = croissant(run, written("drug"), tmp_path)
    card = yaml.safe_load((tmp_path / "drug.aivc.yaml").read_text())
    assert document["rai:dataLimitations"] == [card["data_limitations"]]
    assert document["rai:dataBiases"] == [card["data_biases"]]
    assert document["rai:personalSensitiveInformation"] == [card["personal_sensitive_information"]]
    assert len(document["rai:dataPreprocessingProtocol"]) == len(card["activities"])
    assert "http://mlcommons.org/croissant/RAI/1.0" in document["conformsTo"]


def test_croissant_names_everything_that_is_lacking_at_once(run, written, tmp_path):
    data = written("drug", removed=["/license", "/creators", "/description"])
    with pytest.raises(IncompleteForTargetError) as refused:
        run("croissant", data, tmp_path)
    found = {lack.where for lack in refused.value.lacking}
    assert found == {"/license", "/creators", "/description"}
    assert not (tmp_path / "croissant.json").exists()


def crate(run, data, folder):
    run("ro-crate", data, folder)
    document = json.loads((folder / "ro-crate-metadata.json").read_text())
    return {entity["@id"]: entity for entity in document["@graph"]}


def test_a_crate_describes_its_files(run, written, tmp_path):
    data = written("drug")
    entities = crate(run, data, tmp_path)
    assert entities["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    parts = {part["@id"] for part in entities["./"]["hasPart"]}
    assert parts == {"drug.h5ad", "drug.aivc.yaml"}
    assert entities["drug.h5ad"]["sha256"] == sha256(data)


def test_every_reference_of_a_crate_is_described(run, written, tmp_path):
    entities = crate(run, written("drug"), tmp_path)

    def references(value):
        if isinstance(value, dict):
            yield from ([value["@id"]] if set(value) == {"@id"} else [])
            for inner in value.values():
                yield from references(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from references(inner)

    outside = {"https://w3id.org/ro/crate/1.2"}
    found = {r for e in entities.values() for key, v in e.items() if key != "@id"
             for r in references(v)}  # fmt: skip
    assert found - outside <= set(entities)


def test_a_crate_has_an_action_for_each_step_in_order(run, written, tmp_path):
    entities = crate(run, written("drug"), tmp_path)
    steps = [e for e in entities.values() if e["@type"] == "CreateAction"]
    assert [step["position"] for step in steps] == [1, 2, 3, 4, 5]
    scopes = [entities[step["additionalProperty"]["@id"]]["value"] for step in steps]
    assert scopes == ["stateless", "per_batch", "per_batch", "stateless", "external_reference"]
    assert entities[steps[0]["instrument"]["@id"]]["@type"] == "SoftwareApplication"


def test_a_crate_tells_of_the_conversion(run, written, tmp_path):
    data = written("drug")
    log = {
        "aivc_schema_version": "0.1.0",
        "adapter": "tenx-h5",
        "adapter_reason": "HDF5 with the group matrix",
        "software": {"name": "aivc", "version": "0.1.0"},
        "source_files": [{"path": "raw.h5", "byte_size": 9}],
        "steps": [{"action": "mapped", "subject": "a", "because": "b"}],
    }
    (tmp_path / "drug.conversion.yaml").write_text(yaml.safe_dump(log))
    entities = crate(run, data, tmp_path)
    conversion = entities["#conversion"]
    assert entities[conversion["object"][0]["@id"]]["name"] == "raw.h5"
    assert conversion["result"] == {"@id": "drug.h5ad"}
    assert "drug.conversion.yaml" in {part["@id"] for part in entities["./"]["hasPart"]}


def test_the_date_of_a_crate_can_be_fixed(run, written, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    data = written("drug")
    assert crate(run, data, tmp_path)["./"]["datePublished"] == "1970-01-02"
    first = (tmp_path / "ro-crate-metadata.json").read_bytes()
    crate(run, data, tmp_path)
    assert (tmp_path / "ro-crate-metadata.json").read_bytes() == first


def test_a_crate_is_written_where_the_data_are(run, written, tmp_path):
    other = tmp_path / "elsewhere"
    other.mkdir()
    data = written("drug")
    with pytest.raises(ExportError, match="elsewhere"):
        run("ro-crate", data, other)
    assert list(other.iterdir()) == []


def test_a_crate_has_one_name(tmp_path):
    with pytest.raises(ExportError, match="ro-crate-metadata"):
        load_exporter("ro-crate").placed(tmp_path / "crate.json")


def front_of(text):
    return yaml.safe_load(text.split("---\n")[1])


def test_a_hugging_face_card_has_its_metadata_in_front(run, written, tmp_path):
    run("huggingface", written("drug"), tmp_path)
    text = (tmp_path / "README.md").read_text()
    front = front_of(text)
    assert front["license"] == "cc0-1.0"
    assert front["size_categories"] == ["n<1K"]
    assert {"perturbation", "single-cell-rna", "homo-sapiens"} <= set(front["tags"])
    assert "| dex_pano | dexamethasone + panobinostat | 1 umol/L + 0.05 umol/L |" in text


def test_a_licence_that_the_hub_does_not_know_keeps_its_name(run, written, tmp_path):
    run("huggingface", written("drug", {"/license": "EUPL-1.2"}), tmp_path)
    front = front_of((tmp_path / "README.md").read_text())
    assert front["license"] == "other"
    assert front["license_name"] == "eupl-1.2"
    assert front["license_link"] == "https://spdx.org/licenses/EUPL-1.2.html"


def test_labels_cannot_break_the_table_of_a_hugging_face_card(run, written, tmp_path):
    data = written("drug", {"/agents/0/label": "a | b\nc"})
    run("huggingface", data, tmp_path)
    text = (tmp_path / "README.md").read_text()
    assert "| dex_low | a \\| b c | 0.01 umol/L |" in text


def sdrf(run, data, target):
    unheld = run("sdrf", data, target)
    with target.open(newline="") as opened:
        return list(csv.DictReader(opened, delimiter="\t")), unheld


def test_sdrf_has_a_row_for_each_sample_and_condition(run, written, tmp_path):
    rows, _ = sdrf(run, written("drug"), tmp_path / "drug.sdrf.tsv")
    assert len(rows) == len({row["assay name"] for row in rows}) == 42
    row = next(r for r in rows if r["assay name"] == "D2_P1 | dex_pano")
    assert row["source name"] == "D2_P1"
    assert row["characteristics[organism]"] == "Homo sapiens"
    assert row["characteristics[sex]"] == "male"
    assert row["characteristics[individual]"] == "D2"
    assert row["characteristics[cell line]"] == "not applicable"
    assert row["factor value[compound]"] == "dexamethasone + panobinostat"
    assert row["factor value[dose]"] == "1 umol/L + 0.05 umol/L"
    assert row["factor value[time]"] == "24 h"


def test_sdrf_tells_a_cell_line_from_a_tissue(run, written, tmp_path):
    rows, _ = sdrf(run, written("guides"), tmp_path / "guides.sdrf.tsv")
    assert {row["characteristics[cell line]"] for row in rows} == {"K-562"}
    assert {row["characteristics[organism part]"] for row in rows} == {"not applicable"}
    assert {row["characteristics[sex]"] for row in rows} == {"not applicable"}
    assert "factor value[compound]" not in rows[0]
    genetic = {row["factor value[genetic modification]"] for row in rows}
    assert {"GATA1 knockdown", "KLF1 knockdown + MYB knockdown"} <= genetic


def test_sdrf_calls_a_pool_a_pool_and_what_is_not_said_not_available(run, written, tmp_path):
    changes = {"/samples/0/from_donors": ["D1", "D2"]}
    data = written("drug", changes, removed=["/samples/2/tissue_ontology_term_id"])
    rows, _ = sdrf(run, data, tmp_path / "drug.sdrf.tsv")
    by_sample = {row["source name"]: row for row in rows}
    assert by_sample["D1_P1"]["characteristics[individual]"] == "pooled"
    assert by_sample["D2_P1"]["characteristics[organism part]"] == "not available"


def test_sdrf_names_schedules_and_links_that_it_cannot_hold(run, written, tmp_path):
    _, unheld = sdrf(run, written("drug"), tmp_path / "drug.sdrf.tsv")
    assert {entry.where for entry in unheld} == {"condition pano_pulses", "controls", "tables"}


def test_sdrf_read_back_gives_the_same_samples_and_single_doses(run, written, tmp_path):
    from aivc.verbs.convert import convert

    run("sdrf", written("drug"), tmp_path / "drug.sdrf.tsv")
    convert(tmp_path / "drug.sdrf.tsv", output=tmp_path / "back.h5ad")
    card = yaml.safe_load((tmp_path / "back.aivc.yaml").read_text())
    assert {s["sample_id"]: s["from_donors"] for s in card["samples"]} == {
        f"{donor}_{plate}": [donor] for donor in ("D1", "D2", "D3") for plate in ("P1", "P2")
    }
    given = {
        (event["agent"], event["amount"]["value"], event["amount"]["unit"])
        for intervention in card["interventions"]
        for event in intervention["events"]
        if "amount" in event
    }
    assert {
        ("dexamethasone", 0.01, "umol/L"),
        ("dexamethasone", 1, "umol/L"),
        ("panobinostat", 0.005, "umol/L"),
        ("panobinostat", 0.05, "umol/L"),
    } <= given
    assert {c["harvest_time"]["value"] for c in card["conditions"]} == {24}
