// refused: MPS0136 at 4
// L1.7 SHA-1 pins nothing.
mps "T" version 1.0.0 language 1
import "parts/library.mps" as x sha1'0000000000000000000000000000000000000000'
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
