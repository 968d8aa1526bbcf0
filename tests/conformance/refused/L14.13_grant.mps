// refused: MPS0367 at 7
// L14.13 Only manual rules are answered.
mps "T" version 1.0.0 language 1
schema s { n : int }
environment e : s
level L1
endorser m { key thumbprint sha256'0000000000000000000000000000000000000000000000000000000000000000' may answer "1" }
rule "1" r { title "t" level L1 require e.n == 1 }
