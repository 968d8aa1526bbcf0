tailor "Site" version 1.0.0 of "First" version 1.0.0 sha256'bc9525e163589a1265d1487eecb60eadbee50e842fa51d4ce79610b3824ebbf6' language 1
waive "1" until 2027-01-01 because "old" approved "board" ticket "T"
