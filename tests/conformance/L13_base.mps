// What the tailoring of chapter L13 tailors: levels, a parameter of each direction, grades, a manual control.
mps "Site-Base" version 1.0.0 language 1
schema machine { tries : int  ports : set of int  up : bool  depth : int  seen? : bool }
environment e : machine
level L1 "Essential"
level L2 "More" extends L1 { param most = 3  accept warning }
level L3 "Named" extends L2 { registered "Official" }
param most  : int in 1..9 = 5 stricter lower "most tries"
param least : int in 0..9 = 2 stricter higher "least depth"
param open  : set of int in { 22, 80, 443 } = { 22, 80 } stricter lower "open ports"
rule "1" tries { title "Ensure tries are at most \{most}" level L1 require e.tries <= most }
rule "2" ports { title "Ensure ports are few"  level L1 require all p in e.ports : p in open }
rule "3" up    { title "Ensure it is up"       level L1 require e.up }
rule "4" depth { title "Depth" level L1
    grade { affirming when e.depth >= least  warning when e.depth == 1 and e.depth < least  otherwise contraindicated } }
rule "5" hand  { title "By hand" level L1 manual "look at it" }
rule "6" seen  { title "Ensure it was seen"    level L2 require e.seen }
fixture well { given e.tries = 3 given e.ports = { 22 } given e.up = true given e.depth = 5 given e.seen = true }
test "five tries pass at L1, where nothing is tailored" { given fixture well given e.tries = 5 expect "1" pass }
test "a graded fail" { given fixture well given e.depth = 0 expect "4" fail grade contraindicated expect level L1 fail }
