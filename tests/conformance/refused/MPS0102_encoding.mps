// refused: MPS0102 at 3
// L1.14 A file is UTF-8.
mps "Té" version 1.0.0 language 1
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
