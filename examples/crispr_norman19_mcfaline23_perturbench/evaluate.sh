#!/bin/sh
# Do the responses to two genes add up, when training knows none, one or both of them alone?
#
#   evaluate.sh devel.h5ad OUT
#
# Three splits, seen-0, seen-1, seen-2, of the pairs of this subset: 7, 2 and 1. With aivc 0.1.0:
#   seen-0  additive_transfer abstains from all 7 (a member was never seen alone) and is scored as the
#           mean of training: rmse .079, no change .075: not supported
#   seen-1  it abstains from both: insufficient evidence
#   seen-2  MAP2K3 + MAP2K6: correlation of the response .66 (replicate .62), rmse .022 against .028 of
#           no change; one pair is no evidence
# In words: the chain tells the three apart and a model does not pretend. NOT shown: that effects add up
# or that any interaction is predicted. This subset has too few pairs, and agreement in `interaction`
# is worth nothing where members were measured in one context: the noise of the members is on both
# sides, which the report says.
set -eu
data=$1 out=$2
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
card=$here/devel.aivc.yaml
mkdir -p "$out"

for seen in 0 1 2; do
  split=$out/seen-$seen.split.yaml
  aivc split make "$data" --card "$card" --hold-out combination --combination-seen $seen \
    --tasks "$here/tasks.yaml" -o "$split" --force
  for predictor in pert_mean additive_transfer; do
    run=$out/$predictor.seen-$seen
    aivc fit "$data" --card "$card" --manifest "$split" --predictor $predictor -o "$run" --force
    aivc predict "$run" -o "$run.h5ad" --force
    aivc evaluate "$data" "$run.h5ad" --card "$card" --manifest "$split" -o "$run.json"
  done
  aivc compare "$out/additive_transfer.seen-$seen.json" "$out/pert_mean.seen-$seen.json"
done
