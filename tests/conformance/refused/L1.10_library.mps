// refused: MPS0232 at 4
// L1.10 A library has no rules.
library lib version 1.0.0 language 1
level L1
