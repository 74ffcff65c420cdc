#!/bin/sh
# Types of cells in a part of the tissue that training has not seen, and who is beside whom.
#
#   evaluate.sh merfish_mouse_ileum_cropped.sdata.zarr OUT
#
# The crop has 13 cells: 7 train, 4 are asked about, 2 within 70 pixels lie between. It shows that a
# spatial store goes through the whole chain (blocks, buffer, counts to types, neighbourhoods), and that
# the report says what such data are worth: with aivc 0.1.0 "insufficient evidence", no intervals, and
# no score of neighbourhoods, because all of four cells are neighbours of each other. The errors of
# the shares (scale_bridge .33, shares of training .38) tell nothing.
# A section with 3,029 cells is evaluated in ../spatial_cycif_scimap.
set -eu
data=$1 out=$2
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
card=$here/merfish_mouse_ileum_cropped.aivc.yaml
split=$out/places.split.yaml
mkdir -p "$out"

aivc split make "$data" --card "$card" --table tables/gene_expression_cellpose \
  --block 100 --buffer 70 --test 0.3 --tolerance 0.3 --tasks "$here/tasks.yaml" -o "$split" --force
for predictor in pert_mean scale_bridge; do
  run=$out/$predictor
  aivc fit "$data" --card "$card" --manifest "$split" --predictor $predictor -o "$run" --force
  aivc predict "$run" -o "$run.h5ad" --force
  aivc evaluate "$data" "$run.h5ad" --card "$card" --manifest "$split" -o "$run.json"
done
