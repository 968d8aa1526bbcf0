// refused: MPS0226 at 4
// L1.6 Tests cannot be imported.
mps "T" version 1.0.0 language 1
import "parts/some_tests.mps" as x
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
