// refused: MPS0370 at 4
// L3.14 nothing that a CoRIM says of anything.
mps "T" version 1.0.0 language 1
schema s { n : int either corim snv of "bios" }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.n == 1 }
