// refused: MPS0227 at 4, MPS0201 at 2
// L1.9 What is imported checks.
mps "T" version 1.0.0 language 1
import "parts/broken.mps" as x
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
