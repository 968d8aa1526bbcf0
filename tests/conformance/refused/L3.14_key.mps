// refused: MPS0372 at 4
// L3.14 a UUID that is none.
mps "T" version 1.0.0 language 1
schema s { n : int either corim svn of uuid "31fb5abf-023e-4992" }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.n == 1 }
