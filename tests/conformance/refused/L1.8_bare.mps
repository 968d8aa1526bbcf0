// refused: MPS0208 at 10
// L1.8 Imported names are written with their import.
mps "T" version 1.0.0 language 1
import linux version 1.0
environment h : linux.host
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
rule "2" q { title "t" level L1 require has_ipv6(h) }
