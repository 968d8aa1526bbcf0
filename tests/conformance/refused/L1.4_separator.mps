// refused: MPS0116 at 6
// L1.4 There are no separators.
mps "T" version 1.0.0 language 1
schema s { a : int }
environment e : s
level L1;
rule "1" r { title "t" level L1 require e.a == 1 }
