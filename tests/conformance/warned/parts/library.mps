// L1.7 imported by sources that must be refused
library lib version 1.0.0 language 1
define five = 5
