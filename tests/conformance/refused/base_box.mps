// What the faulty tailorings beside this tailor; not refused itself.
mps "Box" version 1.0.0 language 1
schema box { n : int  up : bool }
environment e : box
level L1
param most : int in 1..9 = 5 stricter lower
rule "1" small { title "small" level L1 require e.n <= most }
rule "2" up    { title "up" level L1 require e.up }
rule "3" hand  { title "hand" level L1 manual "look" }
