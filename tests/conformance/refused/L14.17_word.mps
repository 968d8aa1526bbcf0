// refused: MPS0156 at 11
// L14.17 It is pass or fail.
mps "T" version 1.0.0 language 1
schema s { n : int }
environment e : s
level L1
endorser m { key thumbprint sha256'0000000000000000000000000000000000000000000000000000000000000000' may answer "3" }
endorser o { key thumbprint sha256'1111111111111111111111111111111111111111111111111111111111111111' may answer "1" }
rule "1" r { title "t" level L1 manual "look" }   rule "3" t { title "t" level L1 manual "look" }
rule "2" q { title "t" level L1 require e.n == 1 }
test "t" { given answer "1" by o passed expect "1" pass }
