#!/bin/sh
# A predictor in sh and awk: the control of a unit plus the mean response of training to the same
# agent at the same dose and time. Called by aivc as
#   predict.sh --train view.tsv --queries queries.tsv [--inputs inputs.tsv] --seed N --out pred.tsv
set -eu
LC_ALL=C
export LC_ALL

while [ $# -gt 1 ]; do
  case $1 in
    --train) train=$2 ;;
    --queries) queries=$2 ;;
    --out) out=$2 ;;
    --inputs | --seed) ;; # nothing is read of the units that are asked about, and nothing drawn
    *) echo "unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done

# The text beside the view counts the columns in front of its features, and names the space.
said() { sed -n "s/.*\"$1\": *\"\{0,1\}\([a-z0-9_]*\).*/\1/p" "${train%.tsv}.json"; }

awk -F '\t' -v before="$(said n_columns_before_features)" -v space="$(said space)" \
  -v out="$out" -f "$(dirname "$0")/mean_response.awk" "$train" "$queries"
