"""What a benchmark adds to a card, and what it leaves alone."""

from copy import deepcopy
from types import SimpleNamespace

import pytest

from aivc.evaluation.spatial_histology.card import (
    CellTypes,
    Region,
    UsedImage,
    Wanted,
    extend,
    image_set_to_link,
)
from aivc.evaluation.spatial_histology.units import Units

HE = UsedImage("images/he", is_rgb=True, channels=("r", "g", "b"), pixel_um=0.5)
REGION = Region("regions.parquet", "0" * 64, 7)


def units(scale: str = "cell", unit_set: str | None = "cells") -> Units:
    table = SimpleNamespace(name="tables/cells", n_obs=7)
    declared = SimpleNamespace(path_in_file="tables/cells/X")
    named = None if unit_set is None else SimpleNamespace(unit_set_id=unit_set, scale=scale)
    operator = SimpleNamespace(scale=scale)
    return Units(table, "", declared, operator, named)


def card(**more) -> dict:
    return {
        "title": "T",
        "tables": [{"path_in_file": "tables/cells/X", "unit_set": "cells"}],
        "unit_sets": [{"unit_set_id": "cells", "scale": "cell", "element": "tables/cells"}],
        **more,
    }


def image(**more) -> dict:
    return {"image_path": "images/he", "measured_by": "stain", **more}


SLIDES = {"unit_set_id": "slides", "scale": "section"}
STAIN = {"operator_id": "stain", "operator_type": "Histology", "scale": "section"}


def test_an_image_that_the_card_lacks_gets_tiles_an_operator_and_a_link():
    given = card()
    before = deepcopy(given)
    made = extend(given, Wanted(units(), [HE], REGION))
    assert given == before
    assert made.card["images"] == [
        image(measured_by="histology", value_type="intensity", unit_set="tiles")
    ]
    (operator,) = made.card["operators"]
    assert (operator["operator_type"], operator["scale"]) == ("Histology", "cell")
    assert operator["pixel_size"] == {"value": 0.5, "unit": "um"}
    (link,) = made.card["links"]
    assert (link["source_set"], link["target_set"]) == ("cells", "tiles")
    assert (link["link_type"], made.link_id) == ("cell_to_image_region", link["link_id"])
    about = {note["about"]: note["draft_status"] for note in made.card["draft_notes"]}
    assert about == {"/operators/0": "guessed", "/operators/0/stains": "blank"}


def test_images_that_have_a_set_are_linked_to_it():
    given = card(images=[image(unit_set="slides")], operators=[STAIN])
    given["unit_sets"].append(SLIDES)
    assert image_set_to_link(given, units(), ["images/he"]) == "slides"
    made = extend(given, Wanted(units(), [HE], REGION, image_set="slides"))
    (link,) = made.card["links"]
    assert (link["direction"], link["target_set"]) == ("project", "slides")
    assert made.card["unit_sets"] == given["unit_sets"]
    assert made.card["images"] == given["images"]


def test_a_link_that_is_there_is_kept():
    linked = {
        "link_id": "mine",
        "source_set": "cells",
        "target_set": "slides",
        "link_type": "cell_to_image_region",
    }
    given = card(images=[image(unit_set="slides")], operators=[STAIN], links=[linked])
    given["unit_sets"].append(SLIDES)
    assert image_set_to_link(given, units(), ["images/he"]) == ""
    made = extend(given, Wanted(units(), [HE], REGION))
    assert made.card["links"] == [linked]
    assert (made.link_id, made.card["unit_sets"]) == ("", given["unit_sets"])


@pytest.mark.parametrize("is_guessed", [True, False])
def test_only_what_a_draft_guessed_gives_way(is_guessed):
    notes = [{"about": "/operators/0", "draft_status": "guessed" if is_guessed else "blank"}]
    given = card(images=[image()], operators=[dict(STAIN)], draft_notes=notes)
    made = extend(given, Wanted(units(), [HE], REGION))
    (operator,) = made.card["operators"]
    assert operator["scale"] == ("cell" if is_guessed else "section")
    assert made.card["images"][0].get("unit_set") == ("tiles" if is_guessed else None)


def test_a_readout_that_is_there_is_not_asked_for_twice():
    asked = {
        "readout_id": "mine",
        "readout_type": "expression",
        "input_tables": ["tables/cells/X"],
        "input_images": ["images/he"],
        "output_scale": "cell",
    }
    made = extend(card(readouts=[asked]), Wanted(units(), [HE], REGION))
    assert made.card["readouts"] == [asked]


def test_cell_types_ask_for_neighbours():
    types = CellTypes("cell_type", "tables/cells/X", "cell")
    made = extend(card(), Wanted(units(), [HE], REGION, cell_types=types))
    asked = made.card["readouts"][1]
    assert (asked["readout_type"], asked["output_scale"]) == ("spatial_neighbourhood", "niche")
    assert asked["neighbourhood"] == {"graph": "knn", "n_neighbours": 6}


def test_names_that_are_taken_are_not_taken_again():
    given = card(operators=[{"operator_id": "histology", "operator_type": "SingleCellRNA"}])
    given["unit_sets"].append({"unit_set_id": "tiles", "scale": "spot"})
    made = extend(given, Wanted(units(), [HE], REGION))
    assert [one["operator_id"] for one in made.card["operators"]] == ["histology", "histology_2"]
    assert made.card["unit_sets"][-1]["unit_set_id"] == "tiles_2"


def test_rows_without_a_set_get_one():
    given = {"tables": [{"path_in_file": "tables/cells/X"}]}
    made = extend(given, Wanted(units(unit_set=None), [HE], REGION))
    assert made.card["tables"][0]["unit_set"] == "cells"
    assert made.card["unit_sets"][0]["n_units"] == 7
