mps "Base" version 2.3.0 language 1
import "shared.mps" as shared sha256'6a55e949fc5ae0c2ee52a40edef969cfb5a51c289c5b752e4dd452ac71745567'
environment box : shared.box
level Base
param answer : int = 42
rule "1" up { level Base use shared.up(box) }
rule "2" answer { title "t" level Base require box.number == answer }
