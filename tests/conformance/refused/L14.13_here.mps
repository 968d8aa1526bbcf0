// refused: MPS0163 at 9
// L14.13 Answers stand in files of endorsements alone.
mps "T" version 1.0.0 language 1
schema s { n : int }
environment e : s
level L1
endorser m { key thumbprint sha256'0000000000000000000000000000000000000000000000000000000000000000' may answer "1" }
rule "1" r { title "t" level L1 manual "look" }
answer "1" by m pass because "x"
