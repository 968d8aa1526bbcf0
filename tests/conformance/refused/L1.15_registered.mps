// refused: MPS0238 at 6
// L1.15 A registered name is printable ASCII.
mps "T" version 1.0.0 language 1
schema s { a : int }
environment e : s
level L1 { registered "é" }
rule "1" r { title "t" level L1 require e.a == 1 }
