// refused: MPS0366 at 10
// L7.19 A formal stands for what is given for it.
mps "T" version 1.0.0 language 1
schema s { n : int  r : rec  l : list of rec  up : map of text to rec }
record rec { x : int }
environment e : s
environment m many : s
level L1
define f(x : rec) : bool = now - collected(x) <= 1 day
rule "1" r { title "t" level L1 require f(e.r) }
