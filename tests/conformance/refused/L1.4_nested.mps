// refused: MPS0119 at 4, MPS0119 at 4
// L1.4 Comments do not nest: the rest of the line is source.
mps "T" version 1.0.0 language 1
/* a /* b */ c */
schema s { a : int }
environment e : s
level L1
rule "1" r { title "t" level L1 require e.a == 1 }
