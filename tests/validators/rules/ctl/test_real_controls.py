"""Controls of real datasets, as words and as roles."""

from pathlib import Path

import pytest

from tests.validators.rules import real_cards
from tests.validators.rules.laid_out import bind, give, judge, serious, where

pytestmark = pytest.mark.realdata


def test_dmso_as_a_drug_is_found_and_named_once(real_data: Path) -> None:
    obs, card = real_cards.glioblastoma(real_data)
    card["interventions"].append(give("solvent", "DMSO", dose=14.0))
    vehicle = card["conditions"][1]
    del vehicle["control"]
    vehicle["intervention"] = "solvent"
    found = judge(obs, card)
    assert serious(found) == {"CTL002"}
    assert found["CTL002"][0].examples == ("vehicle",)


@pytest.mark.parametrize(
    ("dataset", "words"),
    [
        (real_cards.glioblastoma, ("vehicle (DMSO)", "ctrl")),
        (real_cards.hepatocytes, ("Control",)),
        (real_cards.activation_and_interference, ("control",)),
        (real_cards.dexamethasone, None),
        (real_cards.embryos, None),
    ],
)
def test_words_of_files_without_a_card(real_data: Path, dataset, words) -> None:
    obs, _ = dataset(real_data)
    found = judge(obs, None)
    if words is None:
        assert found == {}
    else:
        assert set(found) == {"CTL014"}
        assert found["CTL014"][0].examples == words


def test_a_card_that_leaves_the_controls_out(real_data: Path) -> None:
    obs, card = real_cards.knockout_screen(real_data)
    card["conditions"].pop()
    # That control cells belong to no condition is said by CRD025.
    assert serious(judge(obs, card)) == {"CTL001"}


def test_a_drug_on_top_of_a_guide_is_no_control(real_data: Path) -> None:
    # `treatment` says none for every cell of a screen; the target says what was done.
    obs, card = real_cards.activation_and_interference(real_data)
    assert "CTL018" not in judge(obs, card)


def test_non_targeting_cells_inside_a_knockout(real_data: Path) -> None:
    obs, card = real_cards.knockout_screen(real_data)
    obs["kind"] = obs["gene"].map(lambda gene: "perturbed" if gene in {"STAT1", "NT"} else gene)
    card["binding"] = bind(guide="guide", target="gene", lane="lane", replicate="replicate")
    swallowed = next(c for c in card["conditions"] if c["condition_id"] == "STAT1")
    swallowed["matches"] = where(kind="perturbed")
    card["conditions"].pop()
    found = judge(obs, card)
    assert found["CTL018"][0].examples == (f"STAT1 ({int((obs['gene'] == 'NT').sum())})",)
