// refused: MPS0115 at 4
// L1.4 A comment begins with two slashes.
mps "T" version 1.0.0 language 1
# a comment
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
