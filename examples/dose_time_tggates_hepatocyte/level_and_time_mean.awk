# Reads events and conditions of the card, a view and queries; writes predictions.

BEGIN { OFS = "\t" }

FNR == 1 {
  file++
  split("", column)
  for (i = 1; i <= NF; i++) column[$i] = i
  if (file == 3) { n_features = NF - before; for (i = 1; i <= n_features; i++) feature[i] = $(before + i) }
  if (file == 4) { learn(); write_header() }
  next
}

file == 1 { amount[$column["intervention_id"]] = $column["amount"] + 0 }
file == 2 {
  what = $column["intervention"]
  if (what != "") level[$column["match:treatmentid"], amount[what]] = $column["match:dose_level"]
}
file == 3 {
  units[++n_units] = $1
  control[$1] = $column["control_unit_id"]
  group[$1] = exposure()
  is_training[$1] = $column["role"] == "training"
  for (i = 1; i <= n_features; i++) state[$1, i] = $(before + i)
}
file == 4 { answer() }

# Level and time, which is what responses are averaged over; empty for a control or where unknown.
function exposure(  compound, dose) {
  compound = $column["agents_asked"]
  dose = $column["dose_asked"]
  if (compound == "" || dose == "NA" || !((compound, dose + 0) in level)) return ""
  return level[compound, dose + 0] " " $column["harvest_hours"] + 0
}

function learn(  k, unit, own, i) {
  for (k = 1; k <= n_units; k++) {
    unit = units[k]
    own = control[unit]
    if (!is_training[unit] || group[unit] == "" || !(own in control)) continue
    count[group[unit]]++
    for (i = 1; i <= n_features; i++) sum[group[unit], i] += state[unit, i] - state[own, i]
  }
}

function write_header(  i) {
  line = "unit_id" OFS "status" OFS "reason"
  for (i = 1; i <= n_features; i++) line = line OFS feature[i]
  print line
}

function answer(  own, which, why, i) {
  own = $column["control_unit_id"]
  which = exposure()
  if (!(own in control)) why = "its control is not in the view"
  else if (!(which in count)) why = "training has nothing at this level and time"
  line = $1 OFS (why == "" ? "predicted" : "abstained") OFS why
  for (i = 1; i <= n_features; i++)
    line = line OFS (why == "" ? sprintf("%.12g", state[own, i] + sum[which, i] / count[which]) : "NA")
  print line
}
