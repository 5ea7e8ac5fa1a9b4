"""Everything that opens a file: nothing outside this package does.

`inputs` finds and reads sources, `output` writes a folder that is whole at any moment, `rebuilt`
writes restored sources, `stdio` speaks with the terminal or the pipe.
"""
