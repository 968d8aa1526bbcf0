// L1.10 A library: types, enums, records, schemas, sets, tables, functions and templates.
library shared version 1.0.0 language 1
type word = text in { "a", "b", "c" }
enum colour { "red", "green" }
record inner { colour : colour }
schema box { up : bool  word : word  number : int  inner? : inner }
set words of word = { "a", "c" }
define is_up(b : box) : bool = b.up
template up(b : box) { title "Ensure it is up" require is_up(b) }
