mps "T" version 1.0.0 language 1
rule "1" a {
    require host.a == "abc
    require host.b == 1
title """
    never closed
rule "1" a { require true }
    require host.a == 'abc'
    title “Ensure that /tmp is separate”
    require host.a == „x”
    require host.b == ‘y’
title "a\d"
    require host.path == "C:\Windows\System32"
note """
    cp a \
       b
    """
title "\u{110000}"
publisher "\u{d800}"
note "\u1234 \u{} \u{1234567}"
    title "Ensure \{} and \{a b} and \{a.} and \{open"
    require true
title "Ensure \{name}"
    require host.a == "x\{name}"
note """
    first
  second
   third
    """
    title Ensure mounting of cramfs is disabled
    require true
    require host.files[/etc/passwd].mode within 0644
    use linux.file_access(host, /etc/shadow, 0640)
    require host.text[my key] == "x"
rule 5.1.1 no_root { require true }
section 5 "SSH" { }
test "t" { expect 1.1.1 pass }
mps Ubuntu version 1.0 language 1
    refs nist SI-4
    require true
}
