// refused: MPS0366 at 9
// L7.19 Nor is a member of a claim.
mps "T" version 1.0.0 language 1
schema s { n : int  r : rec  l : list of rec  up : map of text to rec }
record rec { x : int }
environment e : s
environment m many : s
level L1
rule "1" r { title "t" level L1 require all x in e.l : now - collected(x) <= 1 day }
