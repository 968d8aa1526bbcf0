// refused: MPS0208 at 10
// L9.11 Nothing else is given so.
mps "T" version 1.0.0 language 1
schema s { n : int  r : rec  l : list of rec  up : map of text to rec }
record rec { x : int }
environment e : s
environment m many : s
level L1
rule "1" r { title "t" level L1 require e.n == 1 }
test "t" { given collect(e) = 2026-01-01  expect "1" unknown }
