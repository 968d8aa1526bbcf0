// refused: MPS0238 at 7
// L1.15 A rule id is printable ASCII.
mps "T" version 1.0.0 language 1
schema s { a : int }
environment e : s
level L1
rule "é" r { title "t" level L1 require e.a == 1 }
