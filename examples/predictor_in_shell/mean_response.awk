# Reads a view and then queries; writes predictions, and intervals where they can be calibrated.

BEGIN {
  OFS = "\t"
  needed = 9 # units of calibration that an interval of level 0.9 takes
  is_log = space ~ /log/ # logarithms of one plus counts are not negative
}

FNR == 1 {
  file++
  split("", column)
  for (i = 1; i <= NF; i++) column[$i] = i
  if (file == 1) name_features()
  if (file == 2) { learn(); calibrate(); write_headers() }
  next
}
file == 1 { remember(); next }
file == 2 { answer() }
END { if (file < 2) { print "two tables are needed, a view and queries" > "/dev/stderr"; exit 1 } }

function name_features(  i) {
  n_features = NF - before
  for (i = 1; i <= n_features; i++) feature[i] = $(before + i)
}

# What was done: nothing (empty text), something that is written alike wherever it was done, or
# "?" for what this predictor does not cover.
function done_to_unit(  steps, dose, n_steps) {
  steps = $column["dosing_steps"]
  dose = $column["dose_asked"]
  if (steps == "[]" || (dose != "NA" && dose + 0 == 0)) return ""
  n_steps = gsub(/"agent":/, "&", steps)
  return n_steps > 1 ? "?" : steps " until " $column["harvest_hours"]
}

function remember(  i) {
  n_units++
  row[$1] = n_units
  role[n_units] = $column["role"]
  control[n_units] = $column["control_unit_id"]
  what[n_units] = done_to_unit()
  for (i = 1; i <= n_features; i++) state[n_units, i] = $(before + i)
}

function has_response(unit) {
  return what[unit] != "" && what[unit] != "?" && control[unit] in row
}

function response(unit, i,  own) {
  own = state[row[control[unit]], i]
  return state[unit, i] == "NA" || own == "NA" ? "NA" : state[unit, i] - own
}

function learn(  unit, i, delta) {
  for (unit = 1; unit <= n_units; unit++) {
    if (role[unit] != "training" || !has_response(unit)) continue
    for (i = 1; i <= n_features; i++) {
      delta = response(unit, i)
      if (delta == "NA") continue
      sum[what[unit], i] += delta
      count[what[unit], i]++
    }
  }
}

# The error that 9 of 10 units of calibration do not exceed, feature by feature: split conformal
# intervals, with units as what is exchangeable.
function calibrate(  unit, i, n, error, rank) {
  for (i = 1; i <= n_features; i++) {
    n = 0
    for (unit = 1; unit <= n_units; unit++) {
      if (role[unit] != "calibration" || !has_response(unit)) continue
      if (!((what[unit], i) in count) || response(unit, i) == "NA") continue
      error = response(unit, i) - sum[what[unit], i] / count[what[unit], i]
      insert(error < 0 ? -error : error, n++)
    }
    rank = int(0.9 * (n + 1))
    if (rank < 0.9 * (n + 1)) rank++
    if (n < needed || rank > n) { has_intervals = 0; return }
    half[i] = sorted[rank]
  }
  has_intervals = n_features > 0
}

function insert(value, n,  place) {
  for (place = n; place > 0 && sorted[place] > value; place--) sorted[place + 1] = sorted[place]
  sorted[place + 1] = value
}

function write_headers(  header, i) {
  stem = out
  sub(/\.tsv$/, "", stem)
  header = "unit_id"
  for (i = 1; i <= n_features; i++) header = header OFS feature[i]
  if (has_intervals) {
    print header > (stem ".q0050.tsv")
    print header > (stem ".q0950.tsv")
  }
  sub(/^unit_id/, "unit_id" OFS "status" OFS "reason", header)
  print header > out
}

function answer(  done, own, why, i, mean, low, high, value, status) {
  done = done_to_unit()
  own = $column["control_unit_id"]
  if (!(own in row)) why = "its control is not in the view"
  else if (done == "?") why = "more than one agent or step"
  for (i = 1; i <= n_features && why == ""; i++) {
    if (done != "" && !((done, i) in count))
      why = "training has not this agent at this dose and time"
    else if (state[row[own], i] == "NA") why = "the state of its control is not known"
  }
  for (i = 1; i <= n_features; i++) {
    if (why != "") { mean = mean OFS "NA"; low = low OFS "NA"; high = high OFS "NA"; continue }
    value = state[row[own], i]
    if (done != "") value += sum[done, i] / count[done, i]
    mean = mean OFS number(value)
    low = low OFS number(value - half[i])
    high = high OFS number(value + half[i])
  }
  if (why != "") status = "abstained"
  else {
    status = "predicted"
    if (!has_intervals) why = "no interval: fewer than " needed " units of calibration"
  }
  print $1, status, why mean > out
  if (has_intervals) {
    print $1 low > (stem ".q0050.tsv")
    print $1 high > (stem ".q0950.tsv")
  }
}

function number(value) { return sprintf("%.12g", is_log && value < 0 ? 0 : value) }
