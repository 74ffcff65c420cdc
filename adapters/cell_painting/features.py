"""Names of the columns of morphological profiles.

CellProfiler writes ``Object_Category_Feature``, exported to one table as ``Cells_AreaShape_Area``
(https://cellprofiler-manual.s3.amazonaws.com/CellProfiler-4.2.6/help/output_measurements.html);
pycytominer adds ``Metadata_`` to what is no feature (https://github.com/cytomining/pycytominer);
DeepProfiler numbers the outputs of a network, ``efficientnet_0``
(https://github.com/cytomining/DeepProfiler).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

COMPARTMENTS = ("Cells", "Cytoplasm", "Nuclei", "Image")
CELLPROFILER, DEEPPROFILER = "CellProfiler", "DeepProfiler"

FEWEST_FEATURES = 5

CATEGORIES = (
    "AreaShape", "Correlation", "Granularity", "Intensity", "Location", "Neighbors", "Texture",
    "RadialDistribution", "ObjectSkeleton", "Count", "Threshold", "ImageQuality", "Children",
    "Number", "Parent", "Overlap", "Math", "AreaOccupied", "Colocalization", "Mean", "Median",
    "StDev",
)  # fmt: skip

_CELLPROFILER = re.compile(rf"(?:{'|'.join(COMPARTMENTS)})_(?!Metadata_)[A-Z]\w*?(?:_.+)?")
_KNOWN = re.compile(rf"(?:{'|'.join(COMPARTMENTS)})_(?:{'|'.join(CATEGORIES)})_\S+")
_NETWORK = re.compile(
    r"(?:efficientnet|resnet|cell_?painting_?cnn|dino|feature)_?v?\d*_\d+", re.IGNORECASE
)
_NO_MEASURE = re.compile(
    r"(?:Image|Cells|Cytoplasm|Nuclei)_(?:FileName|PathName|URL|MD5Digest|ImageNumber|"
    r"ObjectNumber|Number_Object_Number|Parent_\w+|Frame|Series|Group_\w+|ProcessingStatus|"
    r"ModuleError_\w+|Metadata_\w+)(?:_\w+)?"
)


def is_feature(name: str) -> bool:
    """Tell whether a column is called like a feature of a profile.

    Examples
    --------
    >>> is_feature("Cells_AreaShape_Area"), is_feature("efficientnet_12")
    (True, True)
    >>> is_feature("Image_Metadata_Well"), is_feature("Image_FileName_DNA")
    (False, False)
    >>> is_feature("Metadata_Well"), is_feature("Cells_Number_Object_Number")
    (False, False)
    """
    if _NO_MEASURE.fullmatch(name):
        return False
    return bool(_CELLPROFILER.fullmatch(name) or _NETWORK.fullmatch(name))


def is_profile_header(names: Sequence[str]) -> bool:
    """Tell whether columns are those of profiles: some features, and what they are of.

    Examples
    --------
    >>> features = [f"Cells_AreaShape_Zernike_{n}_1" for n in range(9)]
    >>> is_profile_header(["Metadata_Well", *features]), is_profile_header(["Metadata_Well"])
    (True, False)
    """
    known = sum(bool(_KNOWN.fullmatch(name) or _NETWORK.fullmatch(name)) for name in names)
    has_metadata = any(name.startswith(("Metadata_", "Image_Metadata_")) for name in names)
    return known >= FEWEST_FEATURES and has_metadata


def extractor_of(features: Sequence[str]) -> str | None:
    """Name the software that computed features; None where names do not tell.

    Examples
    --------
    >>> extractor_of(["Cells_AreaShape_Area"]), extractor_of(["efficientnet_0"])
    ('CellProfiler', 'DeepProfiler')
    """
    if features and all(_CELLPROFILER.fullmatch(name) for name in features):
        return CELLPROFILER
    if features and all(name.lower().startswith("efficientnet") for name in features):
        return DEEPPROFILER
    return None
