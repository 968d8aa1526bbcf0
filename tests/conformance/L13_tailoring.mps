// L13.1 The base is found beside this file, by name and version, and pinned by its definition digest.
tailor "Site" version 1.2.0
    of "Site-Base" version 1.0.0 sha256'52ea3e222ecffde0eca6689427fc5a8ba8aa7558158cb5516c6c43bd0b76e9be'
    language 1
title "At the site"
param most = 4 because "one for the fingers"
param open = { 22, 443 }
waive "3" until 2027-01-01 because "the board is being replaced" approved "risk board" ticket "R-7"
waive "4" until 2026-12-15T12:00:00Z because "measured next week" approved "ciso"
drop  "6" because "nothing here is ever seen"

// L13.3 The value stands at every level, in place of the level's own.
test "the tailored value is in force at L1"  { given fixture well given e.tries = 5 given level L1 expect "1" fail because "4" }
test "and at L2, which had a stricter one"   { given fixture well given e.tries = 4 given level L2 expect "1" pass }
test "a set is replaced, not added to"       { given fixture well given e.ports = { 80 } expect "2" fail because "80" }
test "the caller's value stands above it"    { given fixture well given param most = 6 given e.tries = 6 expect "1" pass }

// L13.4 A dropped rule is notselected, whatever is found.
test "a dropped rule is not selected"        { given fixture well given e.seen = false given level L2 expect "6" notselected expect level L2 pass }
test "at no level at all"                    { given fixture well expect "6" notselected }

// L13.6 A waived fail stays a fail and does not fail the level, until the waiver's time, that excluded.
test "waived a second before the end"        { given fixture well given e.up = false given now = 2026-12-31T23:59:59Z expect "3" fail waived because "false" expect level L1 pass }
test "ended at the start of its date"        { given fixture well given e.up = false given now = 2027-01-01T00:00:00Z expect "3" fail expect level L1 fail }
test "a graded fail is waived like any"      { given fixture well given e.depth = 0 given now = 2026-12-15T11:59:59Z expect "4" fail waived expect level L1 pass }
test "at noon that one has ended"            { given fixture well given e.depth = 0 given now = 2026-12-15T12:00:00Z expect "4" fail expect level L1 fail }
test "the grade stays"                       { given fixture well given e.depth = 0 given now = 2026-12-15T12:00:00Z expect "4" fail grade contraindicated }
test "a warning that fails is waived too"    { given fixture well given e.depth = 1 given level L1 expect "4" fail waived }
test "a waiver covers fail only: unknown"    { given fixture well given e.up is unknown "no rights" expect "3" unknown expect level L1 unknown }
test "and error"                             { given fixture well given e.up is error "broken" expect "3" error expect level L1 error }
test "and a pass is a pass"                  { given fixture well expect "3" pass expect level L1 pass }
test "another fail still counts"             { given fixture well given e.up = false given e.ports = { 80 } expect "3" fail waived expect level L1 fail }
test "waived fails do not hide unknown"      { given fixture well given e.up = false given e.tries is unknown "x" expect level L1 unknown }
