// refused: MPS0238 at 3
// L1.15 The name of a definition is printable ASCII.
mps "Té" version 1.0.0 language 1
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
