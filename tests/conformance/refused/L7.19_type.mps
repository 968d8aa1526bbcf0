// refused: MPS0301 at 9
// L7.19 The time is a time.
mps "T" version 1.0.0 language 1
schema s { n : int  r : rec  l : list of rec  up : map of text to rec }
record rec { x : int }
environment e : s
environment m many : s
level L1
rule "1" r { title "t" level L1 require collected(e) == 5 }
