library board version 1.0.0 language 1
schema board "Claims of a management controller" {
    serial         : int in 0..
    svn            : int in 0..255      "security version number of the running firmware"
    firmware       : version dotted
    flags          : bytes              "2 bytes"
    address        : ip
    model          : text either        "as the controller says, or its maker"
    fused?         : bool
    certification? : text           endorsed
    recovery       : set of text    endorsed
    known_good?    : bool           endorsed
    rating         : int in 0..9    endorsed
    tags           : set of text    either
}
