// refused: MPS0720 at 4
// L13.1 Beside the tailor file, or named by --base.
tailor "Site" version 1.0.0
    of "Bax" version 1.0.0 sha256'8fbcf19ccf50e18cd0580de37d0edb14a0f68e4e563d0b7cc96610ebe72ea1c9'
    language 1

