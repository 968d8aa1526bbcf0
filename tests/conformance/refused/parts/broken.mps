library lib version 1.0.0 language 1
define five = nothing
