mps "T" version 1.0.0 language 1
