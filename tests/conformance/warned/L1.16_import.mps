// warned: MPS2109 at 4
// L1.16 An import that nothing uses.
mps "T" version 1.0.0 language 1
import linux version 1.0
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
