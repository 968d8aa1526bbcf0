// refused: MPS0212 at 4
// L1.5 A bare name is a library of the compiler.
mps "T" version 1.0.0 language 1
import linus version 1.0
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
