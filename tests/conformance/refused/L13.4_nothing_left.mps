// refused: MPS0402 at 8
// L13.4 A level is never left without rules.
tailor "Site" version 1.0.0
    of "Box" version 1.0.0 sha256'8fbcf19ccf50e18cd0580de37d0edb14a0f68e4e563d0b7cc96610ebe72ea1c9'
    language 1
drop "1" because "x"
drop "2" because "x"
drop "3" because "x"
