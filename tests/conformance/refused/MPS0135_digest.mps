// refused: MPS0135 at 4
// L1.7 A pin is a digest.
mps "T" version 1.0.0 language 1
import "parts/library.mps" as x h'00'
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
