mps "Imported" version 1.0.0 language 1
import "library.mps" as lib sha256'499b1b164360b6b87dc8d09abe791937bd02d28824df21fd8a563e9a3f318428'
schema box { up : bool }
environment box : box
level L1
param open : int
configuration conf { include box.up }
rule "1" r { title "t" level L1 require box.up and open == lib.five }
