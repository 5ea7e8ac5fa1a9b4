"""How good the labels are: gold files, predicted documents, and the figures that compare them.

`gold` is the format, `draft` a document in it, `match` says which gold belongs to which document,
`lines` and `spans` count one document, `totals` keeps the counts of all, `scores` and `bootstrap`
compute the figures, `report` and `table` show them. Only `sources` knows of files, and reads them
through corpuskit.files.
"""
