// refused: MPS0607 at 1
// L9.1 Tests are those of their definition.
mps "T" version 1.0.0 language 1
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
