// refused: MPS0727 at 15
// L13.10 A definition has no waivers: `waived` stands in tests of a tailoring.
mps "T" version 1.0.0 language 1
schema s {
    n : int  a? : int  small : int in 0..9  t : text  b : bool  m : mode  by : bytes  d : digest  i : ip  c : cidr  v : version dpkg
    at : time  age : duration  k : kind  p : path  x : scalar  l : list of int  st : set of text  mp : map of text to int  mr : map of text to rec  r : rec
    o : status  up : int unit seconds  size : int unit bytes  vol : int volatile  rs : list of rec  kk : map of kind to int  known_ : map of text to int known usual
}
enum kind { "red", "green" }
enum status open { "on", "off" }
record rec { y? : int  z : text }
set usual of text = { "permitrootlogin" }
environment e : s
level L1
test "t" { given e.n = 1 expect "1" fail waived }
rule "1" r { title "t" level L1 require e.n == 1 }
