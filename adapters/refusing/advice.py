"""What to do instead, for several kinds of source at once."""

COUNT = (
    "align and count them first (Cell Ranger, STARsolo, alevin-fry, salmon), then convert the "
    "matrix of counts"
)
SPREADSHEET = "save each sheet as CSV and convert that"
PICTURE = (
    "convert the table of cells or features that was measured in it; images themselves are read as "
    "OME-Zarr, which bioformats2raw makes of them"
)
R_OBJECT = (
    "in R write it as h5ad (Seurat: SaveH5Seurat and Convert of SeuratDisk; SingleCellExperiment: "
    "writeH5AD of zellkonverter), then convert that"
)
UNPACK = "unpack it and give the folder or the file that matters"
DESCRIBES = "convert the data that it is about, and fill in the card with what it says"
SPLIT = (
    "convert the data that it divides, then run `aivc split import {name} --data DATA "
    "-o NAME.split.yaml`"
)
STATISTICS = "save its table as CSV and convert that"
