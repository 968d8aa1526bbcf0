// refused: MPS0151 at 3
// L1.1 A file begins with a statement.
