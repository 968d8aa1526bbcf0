// refused: MPS0152 at 3
// L1.1 The first word tells the kind of file.
policy "T" version 1.0.0 language 1
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
