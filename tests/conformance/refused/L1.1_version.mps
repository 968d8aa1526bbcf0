// refused: MPS0140 at 3
// L1.1 A version has no leading zeros.
mps "T" version 1.02 language 1
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
