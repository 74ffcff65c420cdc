#!/bin/sh
# A predictor for compounds that nobody has measured: the control plus the mean response of training
# at the same level (Low, Middle, High) and time. Which concentration of a compound is which level is
# read from the tables of the card, as a laboratory that plans an experiment would know it.
set -eu
LC_ALL=C
export LC_ALL
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

while [ $# -gt 1 ]; do
  case $1 in
    --train) train=$2 ;;
    --queries) queries=$2 ;;
    --out) out=$2 ;;
    --inputs | --seed) ;;
    *) echo "unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done

before=$(sed -n 's/.*"n_columns_before_features": *\([0-9]*\).*/\1/p' "${train%.tsv}.json")
awk -F '\t' -v before="$before" -f "$here/level_and_time_mean.awk" \
  "$here/events.tsv" "$here/conditions.tsv" "$train" "$queries" > "$out"
