// One of two files that call themselves the same; not refused itself.
mps "Twice" version 1.0.0 language 1
schema box { n : int }
environment e : box
level L1
rule "1" small { title "small" level L1 require e.n <= 1 }
