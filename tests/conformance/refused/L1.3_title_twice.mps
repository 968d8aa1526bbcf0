// refused: MPS0164 at 5
// L1.3 A title stands once.
mps "T" version 1.0.0 language 1
title "a"
title "b"
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
