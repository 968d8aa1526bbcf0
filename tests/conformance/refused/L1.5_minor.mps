// refused: MPS0229 at 4
// L1.5 At least the version that is asked for.
mps "T" version 1.0.0 language 1
import linux version 1.999
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
