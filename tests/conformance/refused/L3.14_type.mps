// refused: MPS0373 at 4
// L3.14 a text cannot hold a security version number.
mps "T" version 1.0.0 language 1
schema s { n : int  v : text either corim svn }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.n == 1 }
