// refused: MPS0104 at 4
// L1.14 No characters that turn the direction of reading.
mps "T" version 1.0.0 language 1
// ‮ here
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
