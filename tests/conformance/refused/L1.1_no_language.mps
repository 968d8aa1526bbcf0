// refused: MPS0153 at 3
// L1.1 `language 1` is obligatory.
mps "T" version 1.0.0
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
