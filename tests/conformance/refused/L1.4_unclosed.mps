// refused: MPS0108 at 8
// L1.4 A comment is closed.
mps "T" version 1.0.0 language 1
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
/* no end
