// refused: MPS0169 at 4
// L12.2 `supersedes` was left out.
mps "T" version 1.0.0 language 1
supersedes "T" version 0.9
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
