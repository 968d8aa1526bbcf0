// refused: MPS0228 at 4
// L1.9 Imports form no circle.
mps "T" version 1.0.0 language 1
import "L1.9_cycle.mps" as x
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
