/* Line breaks mean nothing: */ mps "L" version 1.0 language 1 title "a" level
L1 rule "1"
a { level
L1 require a == 1 and
b require
c } rule "2" b{level L1 require true}// no break at the end