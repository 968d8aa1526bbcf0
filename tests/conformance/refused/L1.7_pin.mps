// refused: MPS0230 at 4
// L1.7 Another digest is an error.
mps "T" version 1.0.0 language 1
import "parts/library.mps" as x sha256'0000000000000000000000000000000000000000000000000000000000000000'
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
