// refused: MPS0371 at 4
// L3.14 the vendor is no part of a measurement.
mps "T" version 1.0.0 language 1
schema s { n : int  v : text corim vendor of "bios" }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.n == 1 }
