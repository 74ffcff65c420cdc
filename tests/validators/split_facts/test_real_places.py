"""Places and splits of real spatial stores."""

import numpy as np
import pytest

from aivc.schema.reading import read_card
from aivc.splits.making.make import make_split
from aivc.splits.making.request import SplitRequest
from aivc.storage import open_dataset
from aivc.validators.split_facts.observe import observe

pytestmark = pytest.mark.realdata

MERFISH = "spatialdata_merfish_ileum/derived/merfish_mouse_ileum_cropped.sdata.zarr"
BLOBS = "spatialdata_blobs_zarr/blobs.sdata.zarr"


def seen(path, card=None):
    with open_dataset(path) as dataset:
        return observe(dataset, read_card(card or {}))


def test_two_segmentations_of_a_tissue_are_one_plane(real_data):
    """The places are those that spatialdata 0.7.3 gives as centroids in ``global``."""
    found = seen(real_data / MERFISH)
    assert found.segments == (
        ("tables/gene_expression_baysor", 0, 4),
        ("tables/gene_expression_cellpose", 4, 17),
    )
    places = found.coordinates
    assert places.system == "global"
    assert places.values.shape == (17, 2)
    assert np.isfinite(places.values).all()
    assert places.values[[0, 4]] == pytest.approx(
        np.array([[2796.909091, 4764.0], [2741.5, 4590.0]])
    )
    assert len(set(places.section.tolist())) == 1
    assert places.unit == ""


def test_blocks_keep_outlines_of_both_apart(real_data):
    found = seen(real_data / MERFISH)
    (made,) = make_split(found, SplitRequest(block=80, buffer=20))
    places, codes = found.coordinates.values, made.partitioning.codes
    trained, tested = (places[codes == code] for code in (0, 1))
    assert np.linalg.norm(trained[:, None] - tested[None], axis=-1).min() > 20


def test_objects_of_labels_are_placed_and_the_others_are_nowhere(real_data):
    found = seen(real_data / BLOBS)
    has_place = np.isfinite(found.coordinates.values).all(axis=1)
    assert (found.n_rows, int(has_place.sum())) == (26, 3)
    assert found.coordinates.values[0] == pytest.approx(np.array([34.032253, 74.746637]))
    assert found.coordinates.source == "labels/blobs_labels in global"
