"""Characters of grammar: with one of them a run of characters is no name of a street, a village, a body or a brand."""

#: each rule adds those that only its names never have
IN_NO_NAME = "的了是在有和与或从由以被把将对向为于至到各本该此每这那两其"
