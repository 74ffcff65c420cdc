"""Rules about images, spots and transcripts at the edge of what they find."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
import yaml

from aivc.schema.reading import read_card
from aivc.schema.vocabulary.stains import has_check_digit, stains
from aivc.storage import find_card, open_dataset
from aivc.validators.engine import run_rules
from aivc.validators.examples.example import Edit, Example, SetCard, SetElement
from aivc.validators.examples.run import measure_example
from aivc.validators.facts.collect import collect
from aivc.validators.facts.images.model import (
    DecodedFacts,
    ImageFacts,
    ImagingFacts,
    PixelFacts,
    SpotFacts,
)
from aivc.validators.facts.model import Facts
from aivc.validators.findings import Evidence, Level
from aivc.validators.profile import Profile
from aivc.validators.registry import rule_of, rules_of
from tests.validators.rules.handmade import facts_of, table_of

EVERY_RULE = Profile("every rule", "release", {}, frozenset())
HISTOLOGY: dict[str, Any] = {"operator_id": "he", "operator_type": "Histology"}
OPERATOR = {"operator_id": "image", "operator_type": "ImagingSpatial", "scale": "cell"}


def um(value: float) -> dict[str, Any]:
    return {"value": value, "unit": "um"}


def asked(code: str, card: dict[str, Any], facts: Facts) -> list[Evidence]:
    return list(rule_of(code).check(read_card(card), facts))


def seen(imaging: ImagingFacts, **further: Any) -> Facts:
    return replace(facts_of(**further), imaging=imaging)


def image(*steps: float, micrometres: float | None, path: str = "images/a") -> ImageFacts:
    placed = (PixelFacts("global", steps, micrometres),)
    channels = ("r", "g", "b")
    return ImageFacts(path, shape=(3, 9, 9), channels=channels, is_named=True, pixels=placed)


@pytest.mark.parametrize(
    ("steps", "unit", "n_found"),
    [
        ((0.5, 0.5), 1.0, 0),
        ((0.504, 0.5), 1.0, 0),
        ((0.0005, 0.0005), 1000.0, 0),
        ((0.5, 0.6), 1.0, 1),
        ((2.0, 2.0), 1.0, 1),
        ((0.5, 0.5), 1000.0, 1),
        ((7.0, 7.0), None, 0),
    ],
)
def test_a_pixel_is_as_large_as_it_is_placed(
    steps: tuple[float, ...], unit: float | None, n_found: int
) -> None:
    card = {
        "operators": [{**HISTOLOGY, "pixel_size": um(0.5)}],
        "images": [{"image_path": "images/a", "measured_by": "he"}],
    }
    found = asked("MEA051", card, seen(ImagingFacts((image(*steps, micrometres=unit),))))
    assert [str(evidence.location) for evidence in found] == [
        "card:/operators/0/pixel_size"
    ] * n_found


@pytest.mark.parametrize(("step", "n_found"), [(1.5, 0), (1.51, 0), (0.109, 1), (3.0, 1)])
def test_planes_are_as_far_apart_as_pixels_say(step: float, n_found: int) -> None:
    operator = {**OPERATOR, "pixel_size": um(0.109), "z_step": um(step)}
    card = {
        "operators": [operator],
        "images": [{"image_path": "images/a", "measured_by": "image"}],
    }
    placed = image(1.0, 1.0, 13.768, micrometres=None)
    found = asked("MEA051", card, seen(ImagingFacts((placed,))))
    assert [str(evidence.location) for evidence in found] == ["card:/operators/0/z_step"] * n_found


def test_one_wrong_size_is_found_once_for_all_its_images() -> None:
    card = {
        "operators": [{**HISTOLOGY, "pixel_size": um(0.25)}],
        "images": [{"image_path": f"images/{k}", "measured_by": "he"} for k in range(4)],
    }
    images = tuple(image(0.5, 0.5, micrometres=1.0, path=f"images/{k}") for k in range(4))
    (found,) = asked("MEA051", card, seen(ImagingFacts(images)))
    assert found.count == 4


@pytest.mark.parametrize(
    ("pixel", "n_found"), [(0.73, 0), (4.85, 0), (16.2, 0), (0.25, 1), (73, 1)]
)
def test_the_distance_of_spots_tells_the_pixels_of_a_visium_file(
    pixel: float, n_found: int
) -> None:
    card = {
        "operators": [
            {**HISTOLOGY, "pixel_size": um(pixel)},
            {"operator_id": "s", "operator_type": "SpotSpatial", "spot_pitch": um(100)},
        ],
        "images": [{"image_path": "uns/spatial/V1/images/hires", "measured_by": "he"}],
    }
    factors = {"tissue_hires_scalef": 0.15, "tissue_lowres_scalef": 0.045, "spot_diameter": 89.0}
    table = replace(table_of(), uns={"spatial": {"V1": {"scalefactors": factors}}})
    spots = SpotFacts("", "/operators/1", "", "obsm/spatial", 99, pitch=137.6, geometry="hexagonal")
    picture = replace(image(micrometres=None), path="uns/spatial/V1/images/hires", pixels=())
    facts = replace(seen(ImagingFacts((picture,), spots=(spots,))), tables={"": table})
    assert len(asked("MEA051", card, facts)) == n_found


@pytest.mark.parametrize(
    ("stated", "n_found"), [(0.004, 0), (0.0042, 0), (0.0038, 0), (0.006, 1), (0.4, 1), (0.0, 1)]
)
def test_a_rate_of_controls_may_be_rounded_but_not_another(stated: float, n_found: int) -> None:
    operator = {
        **OPERATOR,
        "transcripts_element": "points/t",
        "negative_controls": ["Neg"],
        "negative_control_rate": stated,
    }
    counts = np.array([400, 99_600])
    decoded = DecodedFacts(
        "image", "/operators/0", "points/t", names=("Neg1", "ACTB"), counts=counts, kept=counts
    )
    facts = seen(ImagingFacts(decoded=(decoded,)))
    assert len(asked("MEA062", {"operators": [operator]}, facts)) == n_found


def test_a_rate_of_few_transcripts_is_off_by_chance() -> None:
    operator = {
        **OPERATOR,
        "transcripts_element": "points/t",
        "negative_controls": ["Neg"],
        "negative_control_rate": 0.001,
    }
    counts = np.array([2, 998])
    decoded = DecodedFacts(
        "image", "/operators/0", "points/t", names=("Neg1", "ACTB"), counts=counts, kept=counts
    )
    assert asked("MEA062", {"operators": [operator]}, seen(ImagingFacts(decoded=(decoded,)))) == []


def test_no_size_is_told_by_spots_that_are_out_of_place() -> None:
    edits: tuple[Edit, ...] = (
        SetElement("shapes/spot_circles", "x", {row: 17.0 * (row * 5 % 48) for row in range(48)}),
    )
    card, facts = measure_example(Example("mixed", edits, specimen="section"), Level.OBS)
    found = {rule.code for rule in rules_of("MEA") if list(rule.check(card, facts))}
    assert "MEA056" in found
    assert not found & {"MEA054", "MEA055"}


def test_pixels_called_one_micrometre_are_found_once() -> None:
    edits: tuple[Edit, ...] = (SetElement("images/he", "scale", 1.0),)
    card, facts = measure_example(Example("one", edits, specimen="section"), Level.HEADER)
    assert [len(list(rule_of(code).check(card, facts))) for code in ("SCL063", "MEA051")] == [1, 0]


def test_resolutions_of_one_picture_need_one_entry() -> None:
    pictures = tuple(
        ImageFacts(f"uns/spatial/{library}/images/{name}")
        for library in ("V1", "V2")
        for name in ("hires", "lowres")
    )
    card = {"images": [{"image_path": "uns/spatial/V1/images/lowres", "measured_by": "he"}]}
    (found,) = asked("CRD034", card, seen(ImagingFacts(pictures)))
    assert (found.count, found.total) == (1, 2)
    assert found.examples == ("uns/spatial/V2/images/hires",)


@pytest.mark.parametrize("code", ["CRD033", "CRD034", "CRD035", "MEA015"])
def test_nothing_is_said_of_images_that_nobody_looked_for(code: str) -> None:
    card = {"images": [{"image_path": "images/he", "measured_by": "he"}]}
    assert asked(code, card, facts_of()) == []


def test_every_stain_of_the_list_has_a_code_that_is_one() -> None:
    known = stains()
    assert len(known) == 217
    assert known["SCT:12710003"] == "hematoxylin stain"
    assert all(map(has_check_digit, known))


@pytest.mark.parametrize("code", ["SCT:12710003", "SCT:36879007", "SCT:104210008"])
def test_digits_that_changed_places_show(code: str) -> None:
    number = code.removeprefix("SCT:")
    for place in range(len(number) - 1):
        first, second = number[place : place + 2]
        swapped = number[:place] + second + first + number[place + 2 :]
        assert has_check_digit(swapped) == (first == second)


def test_an_operator_of_an_image_alone_is_asked() -> None:
    morphology = {
        "operator_id": "he",
        "operator_type": "Morphology",
        "scale": "cell",
        "channels": [{"name": "DNA"}],
    }
    edits: tuple[Edit, ...] = (SetCard("/operators/2", morphology),)
    card, facts = measure_example(Example("one", edits, specimen="section"), Level.HEADER)
    rule = rule_of("MEA050")
    outcome = run_rules(card, facts, level=Level.HEADER, profile=EVERY_RULE, rules=[rule])
    assert [finding.code for finding in outcome.findings] == ["MEA050"]


VISIUM = yaml.safe_load(
    """
aivc_schema_version: 0.1.0
id: https://example.org/visium
title: spots
tables: [{path_in_file: X, measured_by: spots, value_type: raw_counts}]
operators:
  - operator_id: spots
    operator_type: SpotSpatial
    scale: spot
    array_geometry: hexagonal
    spot_diameter: {value: 55, unit: um}
    spot_pitch: {value: 100, unit: um}
"""
)


@pytest.mark.realdata
@pytest.mark.parametrize(("order", "expected"), [("as it is", set()), ("sorted by x", {"MEA056"})])
def test_positions_of_a_visium_slide_in_another_order_are_found(
    real_data: Path, tmp_path: Path, order: str, expected: set[str]
) -> None:
    from aivc.verbs.convert import convert

    path = tmp_path / "visium.h5ad"
    convert(real_data / "visium_squidpy_tiny", output=path)
    with h5py.File(path, "r+") as file:
        places = file["obsm/spatial"][:]
        if order != "as it is":
            file["obsm/spatial"][:] = places[np.argsort(places[:, 0])]
    card = tmp_path / "spots.yaml"
    card.write_text(yaml.safe_dump(VISIUM), encoding="utf-8")
    with open_dataset(path) as dataset:
        view, facts, _ = collect(dataset, find_card(path, card, dataset), level=Level.OBS)
    codes = {"MEA054", "MEA055", "MEA056", "MEA057", "MEA059"}
    assert {code for code in codes if list(rule_of(code).check(view, facts))} == expected
