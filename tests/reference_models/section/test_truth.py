"""What the tissue is said to be is found again in what was drawn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.reference_models.synthetic.section import truth
from aivc.reference_models.synthetic.section.covering import common_area, covering
from aivc.reference_models.synthetic.section.geometry import (
    HEIGHT,
    SPOT_PITCH,
    WIDTH,
    spot_grid,
)
from aivc.reference_models.synthetic.section.sections import draw_tissue
from aivc.reference_models.synthetic.section.tissue import (
    KIND_NAMES,
    NICHE_NAMES,
    are_between_cells,
    neighbours,
)

PANEL = truth.panel()


def columns(symbols) -> list[int]:
    return [PANEL.index(symbol) for symbol in symbols]


def total(data, symbols) -> np.ndarray:
    return data.cell_counts[:, columns(symbols)].sum(axis=1).astype(float)


def slope(x: np.ndarray, counts: np.ndarray) -> float:
    """Fit counts as exp(a + b x) with Poisson noise; return b."""
    design = np.column_stack([np.ones(len(x)), x])
    fitted = np.array([np.log(counts.mean()), 0.0])
    for _ in range(25):
        mean = np.exp(design @ fitted)
        step = design.T @ (counts - mean)
        fitted += np.linalg.solve(design.T @ (mean[:, None] * design), step)
    return float(fitted[1])


@pytest.mark.parametrize("niche", NICHE_NAMES)
def test_niches_have_their_shares_of_cell_types(tissue, niche) -> None:
    here = [
        data.cells.kinds[data.cells.niches == NICHE_NAMES.index(niche)] for data in tissue.sections
    ]
    kinds = np.concatenate(here)
    for kind, share in truth.NICHES[niche].items():
        # Cells that are cut twice are counted twice, which widens the spread.
        spread = np.sqrt(2 * share * (1 - share) / len(kinds))
        assert abs((kinds == KIND_NAMES.index(kind)).mean() - share) < 4 * spread


def test_the_image_tells_the_stated_share_of_proliferation(tissue) -> None:
    stain, activity, darkness = [], [], []
    for data in tissue.sections:
        nuclei = data.painted.nuclei
        rows, places = np.nonzero(nuclei)
        red = data.painted.image[0, rows, places].astype(float)
        of = nuclei[rows, places].astype(int) - 1
        n = data.cells.n_cells
        stain.append(-np.log10(np.bincount(of, red, n) / np.bincount(of, minlength=n) / 255))
        activity.append(data.cells.activity)
        darkness.append(data.cells.darkness)
    stain, activity, darkness = map(np.concatenate, (stain, activity, darkness))
    assert np.corrcoef(stain, darkness)[0, 1] > 0.999
    assert np.corrcoef(stain, activity)[0, 1] ** 2 == pytest.approx(truth.IMAGE_R2, abs=0.04)


def test_proliferation_follows_its_activity(tissue) -> None:
    for data in tissue.sections:
        found = slope(data.cells.activity, total(data, truth.PROLIFERATION))
        assert found == pytest.approx(truth.PROLIFERATION_SPREAD, abs=0.06)


def test_hypoxia_rises_down_the_section(tissue) -> None:
    for data in tissue.sections:
        found = slope(data.cells.centres[:, 1] / HEIGHT, total(data, truth.HYPOXIA))
        assert found == pytest.approx(truth.HYPOXIA_RISE, abs=0.15)


def test_interferon_follows_the_t_cells_next_door(tissue) -> None:
    for data in tissue.sections:
        near = neighbours(data.cells.centres, truth.N_NEIGHBOURS)
        share = (data.cells.kinds[near] == KIND_NAMES.index("T cell")).mean(axis=1)
        found = slope(share, total(data, truth.INTERFERON))
        assert found == pytest.approx(truth.INTERFERON_PER_T_CELL, abs=0.2)


def test_donors_differ_by_their_shifts(tissue) -> None:
    genes = columns(truth.HOUSEKEEPING)
    first, second = (
        np.log(
            np.concatenate(
                [data.cell_counts for data in tissue.sections if data.section.donor == donor]
            )[:, genes].mean(axis=0)
        )
        for donor in ("D1", "D2")
    )
    known = tissue.shifts["D2"][genes] - tissue.shifts["D1"][genes]
    assert second - first == pytest.approx(known, abs=0.06)


def test_a_leak_between_neighbouring_sections_pays(tissue) -> None:
    def profiles(place: int) -> np.ndarray:
        counts = tissue.sections[place].spot_counts
        values = np.log1p(counts)
        return values - values.mean(axis=0)

    def same_place(one: int, other: int) -> float:
        pairs = zip(profiles(one), profiles(other), strict=True)
        return float(np.mean([np.corrcoef(a, b)[0, 1] for a, b in pairs]))

    assert min(same_place(0, 1), same_place(2, 3)) > 0.4 + max(same_place(0, 2), same_place(1, 3))


def test_neighbouring_sections_hold_mostly_the_same_cells(tissue) -> None:
    first, second = (data.cells for data in tissue.sections[:2])
    assert first.is_cut_twice.mean() == pytest.approx(truth.CUT_TWICE, abs=0.06)
    there = np.searchsorted(first.grid_places, second.grid_places[second.is_cut_twice])
    assert sorted(there) == np.flatnonzero(first.is_cut_twice).tolist()
    assert (first.kinds[there] == second.kinds[second.is_cut_twice]).all()
    assert (first.darkness[there] == second.darkness[second.is_cut_twice]).all()
    assert not np.array_equal(
        tissue.sections[0].cell_counts[there], tissue.sections[1].cell_counts[second.is_cut_twice]
    )


def test_molecules(tissue) -> None:
    for data in tissue.sections:
        molecules = data.molecules
        is_gene, is_given = molecules.is_gene, molecules.cells >= 0
        assert not is_given[~is_gene].any()
        assert 1 - is_given[is_gene].mean() == pytest.approx(truth.UNASSIGNED_SHARE, abs=0.01)
        assert (~is_gene).mean() == pytest.approx(truth.CONTROL_RATE, rel=0.2)
        assert molecules.qualities.min() == 20
        given = np.flatnonzero(is_given)
        away = molecules.places[given] - data.cells.centres[molecules.cells[given]]
        radii = np.array([kind.radius for kind in truth.KINDS.values()])[data.cells.kinds]
        assert (np.hypot(*away.T) < 0.9 * radii[molecules.cells[given]]).all()


@pytest.mark.parametrize("least", [3.0, 10.0, 19.0])
def test_places_between_cells(tissue, least) -> None:
    cells = tissue.sections[3].cells
    places = np.random.default_rng(5).uniform((-20, -20), (WIDTH + 20, HEIGHT + 20), (500, 2))
    away = places[:, None] - cells.centres
    nearest = np.hypot(away[..., 0], away[..., 1]).min(axis=1)
    assert are_between_cells(cells, places, least).tolist() == (nearest >= least).tolist()


def test_cells_do_not_touch(tissue) -> None:
    radii = np.array([kind.radius for kind in truth.KINDS.values()])
    for data in tissue.sections:
        near = neighbours(data.cells.centres, 1)[:, 0]
        distance = np.hypot(*(data.cells.centres - data.cells.centres[near]).T)
        kinds = data.cells.kinds
        assert (distance > 1.06 * (radii[kinds] + radii[kinds[near]])).all()


def test_weights_of_each_spot_sum_to_one(tissue) -> None:
    pairs = covering(tissue.sections[0].cells)
    sums = np.bincount(pairs.spots, pairs.weights)
    assert sums[np.unique(pairs.spots)] == pytest.approx(1)
    assert len({*zip(pairs.cells.tolist(), pairs.spots.tolist(), strict=True)}) == len(pairs.cells)


def test_spots_lie_on_a_hexagonal_grid() -> None:
    centres = spot_grid().centres
    inner = np.flatnonzero(
        (np.abs(centres - centres.mean(axis=0)) < np.ptp(centres, axis=0) / 2 - 150).all(axis=1)
    )
    for spot in inner:
        distance = np.sort(np.hypot(*(centres - centres[spot]).T))
        assert distance[1:7] == pytest.approx(SPOT_PITCH)
        assert distance[7] > 1.7 * SPOT_PITCH


@given(st.floats(0, 60), st.floats(2, 20))
def test_the_common_area_of_discs(distance, small) -> None:
    large = 27.5
    area = float(common_area(np.array([distance]), np.array([small]), large)[0])
    if distance >= small + large:
        assert area == 0
    elif distance <= large - small:
        assert area == pytest.approx(np.pi * small**2, rel=1e-6)
    else:
        grid = (np.arange(-200, 200) + 0.5) / 200 * small
        x, y = np.meshgrid(grid, grid)
        inside = (np.hypot(x, y) < small) & (np.hypot(x - distance, y) < large)
        assert area == pytest.approx(inside.sum() * (small / 200) ** 2, abs=0.02 * small**2)


def test_another_seed_is_another_tissue(tissue) -> None:
    from aivc.reference_models.synthetic.section.tissue import draw_block

    same, other = draw_block(0, 0), draw_block(1, 0)
    assert np.array_equal(same.sections[0].centres, tissue.sections[0].cells.centres)
    assert other.regions != same.regions


@pytest.mark.slow  # draws the tissue again; that files are the same is tested with it below
def test_drawn_twice_it_is_the_same(tissue) -> None:
    again = draw_tissue(0)
    for one, other in zip(tissue.sections, again.sections, strict=True):
        assert np.array_equal(one.molecules.places, other.molecules.places)
        assert np.array_equal(one.painted.image, other.painted.image)
