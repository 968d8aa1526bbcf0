// warned: MPS2101 at 4
// L1.7 A file import without a pin.
mps "T" version 1.0.0 language 1
import "parts/library.mps" as x
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == x.five }
