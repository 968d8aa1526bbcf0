// refused: MPS0101 at 1
// L1.14 No byte order mark.
mps "T" version 1.0.0 language 1
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
