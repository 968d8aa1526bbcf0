// refused: MPS0201 at 9
// L1.8 What a file imports is not visible through it.
mps "T" version 1.0.0 language 1
import "parts/definition.mps" as x sha256'0618f9c944e31f70f76b2393b3f86c549bb9bbe3761704969966d0c770f94600'
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
rule "2" q { title "t" level L1 require x.lib.five == 5 and e.a == 1 }
