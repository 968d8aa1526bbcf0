library ima version 1.1.0 language 1
title "The Linux kernel's integrity measurement list"
note """
    `mps collect --ima FILE` makes this evidence of the kernel's ASCII list
    (/sys/kernel/security/ima/ascii_runtime_measurements). A list proves nothing by itself: compare `replay` with a PCR that a
    trusted key quoted. The replay is folded from the data of the lines, so a list that was changed has another one.
    With a quote (`mps import tpm --ima FILE`, `mps collect --quote ... --ima FILE`) that is done on the way: `proven` says how
    many lines the quoted register 10 proves, and entries and violations are those of these lines, of that register alone.
    """

record entry "One line" {
    path       : path            "as the kernel wrote it: current kernels write blanks as `_`"
    digest     : digest          "of the file when it was measured"
    template   : text in { "ima", "ima-ng", "ima-sig", "ima-buf", "ima-modsig", "ima-ngv2", "ima-sigv2" }
    signature? : bytes           "the file's signature as measured (ima-sig, ima-sigv2, ima-modsig); not verified"
}
schema list {
    entries         : list of entry           "in order, without violations"
    violations      : list of entry           "files that were open for writing while they were measured; their digests are zero"
    mismatches      : list of int             "numbers of the lines, from 1, whose template hash is not that of their data"
    boot_aggregate? : digest                  "of the first line: what the firmware and loader measured, folded"
    replay          : map of text to digest   "by bank and PCR, such as `sha256:10`: what the list, or its proven lines, leaves in the PCR"
    proven?         : int                     "how many lines a quote proves; 0 if the list is not the one that was quoted; absent where it was read without a quote"
}

template quoted(l : list) "The entries are those that a trusted key quoted" {
    title   "Ensure the measurement list is the one that the TPM quoted"
    require l.proven >= 1
}
template intact(l : list) "The list agrees with itself, and no measurement was cut short" {
    title   "Ensure the measurement list is intact"
    require count(l.mismatches) == 0
    require count(l.violations) == 0
}
