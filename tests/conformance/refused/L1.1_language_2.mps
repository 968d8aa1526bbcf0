// refused: MPS0154 at 3
// L1.1 Language 1 is the only one.
mps "T" version 1.0.0 language 2
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
