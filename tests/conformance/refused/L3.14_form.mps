// refused: MPS0371 at 4
// L3.14 a register without its name.
mps "T" version 1.0.0 language 1
schema s { n : int  d : digest either corim register of "tpm" }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.n == 1 }
