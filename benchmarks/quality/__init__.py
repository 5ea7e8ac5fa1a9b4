"""How good labels are: corpuskit and other tools against gold that people made, line by line."""
