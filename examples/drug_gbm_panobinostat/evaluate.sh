#!/bin/sh
# Does what panobinostat did to four patients tell what it does to a fifth?
#
#   evaluate.sh gbm_panobinostat.h5ad OUT
#
# Each of five donors is left out in turn; their vehicle slice may be read, their treated slice not.
# With aivc 0.1.0, root mean squared error over 300 genes (mean of ln(1 + CP10k)) for PW030, PW032,
# PW034, PW036, PW040:
#   pert_mean (mean response of the other donors)  .579  .467  .619  .389  .755   mean .562
#   no_change (the vehicle slice itself)           .757  .475  .657  .376  .680   mean .589
# In words: which genes go up and which go down carries over (70 % of the directions are right, and no
# change has none), but the size does not: for two of five patients it would have been better to
# predict no change, and over all five the two cannot be told apart (difference .027, -.073 to .152).
# So the row is "not supported". Replicates (half of the cells against the other half) have .20: there
# is much left to predict. NOT shown: other drugs, doses, times or tumours; anything clinical. There
# are no intervals, because four donors are too few to calibrate them on.
set -eu
data=$1 out=$2
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
card=$here/gbm_panobinostat.aivc.yaml
mkdir -p "$out"

aivc split make "$data" --card "$card" --hold-out donor --leave-one-out \
  --tasks "$here/tasks.yaml" -o "$out/donor.split.yaml" --force

for fold in 1 2 3 4 5; do
  split=$out/donor.fold-$fold.split.yaml
  for predictor in no_change pert_mean; do
    run=$out/$predictor.fold-$fold
    aivc fit "$data" --card "$card" --manifest "$split" --predictor $predictor -o "$run" --force
    aivc predict "$run" -o "$run.h5ad" --force
  done
  aivc evaluate "$data" "$out/no_change.fold-$fold.h5ad" "$out/pert_mean.fold-$fold.h5ad" \
    --card "$card" --manifest "$split" -o "$out/reports"
done

for predictor in no_change pert_mean; do
  aivc pool "$out/reports/$predictor".fold-?.json -o "$out/$predictor.json"
done
aivc compare "$out/pert_mean.json" "$out/no_change.json"
