// refused: MPS0364 at 9
// L14.9 `by` after something that is no claim.
mps "T" version 1.0.0 language 1
schema s { n : int  b : bool  a? : text endorsed  st : set of text endorsed }
environment e : s
level L1
endorser m { key thumbprint sha256'0000000000000000000000000000000000000000000000000000000000000000' may endorse e.a }
rule "1" r { title "t" level L1 require e.n == 1 }
rule "2" q { title "t" level L1 require (e.n + 1) by m == 2 }
