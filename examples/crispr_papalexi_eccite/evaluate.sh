#!/bin/sh
# Can the response to a knockout be told from what is known of its gene?
#
#   evaluate.sh papalexi.h5mu OUT
#
# Which guide a cell has stands in a layer only, so a copy with two more columns is made first (python3
# with h5py). The file has no proteins. 25 targets are left out in five folds.
# With aivc 0.1.0, over 75 units (25 targets, three replicates): linear_pca_ridge abstains from 48, since
# 16 of the targets are not among the 299 genes and nothing else describes them. Of the others it makes
# things worse: root mean squared error .360 against .223 of the mean of training (difference -.34 to
# -.01), retrieval .49 (chance .5). For NFKBIA and IFNGR2 it predicts expressions that no cell can have,
# which the rules PRD023 and PRD024 find; hence two commands below may end with 1.
# In words: a linear model of six to eight described targets knows nothing of the next: not supported. NOT shown:
# that responses to knockouts cannot be predicted; here they are described by 299 genes and no more.
set -eu
data=$1 out=$2
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
card=$here/papalexi.aivc.yaml
mkdir -p "$out"

cells=$out/papalexi.h5mu
python3 "$here/with_guides.py" "$data" "$cells"
aivc split make "$cells" --card "$card" --bind guide=guide --bind condition=condition \
  --hold-out target --folds 5 --controls train_only \
  --tasks "$here/tasks.yaml" -o "$out/target.split.yaml" --force

for fold in 1 2 3 4 5; do
  split=$out/target.fold-$fold.split.yaml
  for predictor in pert_mean linear_pca_ridge; do
    run=$out/$predictor.fold-$fold
    aivc fit "$cells" --card "$card" --manifest "$split" --predictor $predictor -o "$run" --force
    aivc predict "$run" -o "$run.h5ad" --force || [ $? -eq 1 ] # 1 is findings
  done
  aivc evaluate "$cells" "$out/pert_mean.fold-$fold.h5ad" "$out/linear_pca_ridge.fold-$fold.h5ad" \
    --card "$card" --manifest "$split" -o "$out/reports" || [ $? -eq 1 ]
done

for predictor in pert_mean linear_pca_ridge; do
  aivc pool "$out/reports/$predictor".fold-?.json -o "$out/$predictor.json"
done
aivc compare "$out/linear_pca_ridge.json" "$out/pert_mean.json"
