"""What one process of datatrove does: JSON lines through ftfy and the filter of C4, and written.

    PYTHON benchmarks/trove.py SENTENCES FOLDER OUTPUT

PYTHON has datatrove (`pip install 'datatrove[io]' ftfy spacy regex`). SENTENCES is "sentences" for
the filter as it comes, which counts sentences with spaCy's rules for English, or "lines" without
that count. Nothing is compressed.
"""

import sys
from importlib import import_module
from pathlib import Path
from typing import Any


def run(*, has_sentences: bool, folder: str, output: str) -> None:
    """Run the pipeline in this process, over all files of a folder."""
    steps: Any = import_module("datatrove.pipeline")
    for name in ("readers", "formatters", "filters", "writers"):
        import_module(f"{steps.__name__}.{name}")
    counting = {} if has_sentences else {"min_num_sentences": -1}
    pipeline = [
        steps.readers.JsonlReader(folder),
        steps.formatters.FTFYFormatter(normalization="NFC"),
        steps.filters.C4QualityFilter(**counting),
        steps.writers.JsonlWriter(output, compression=None),
    ]
    executor: Any = import_module("datatrove.executor.local").LocalPipelineExecutor
    executor(pipeline, tasks=1, logging_dir=str(Path(output).with_name("logs"))).run()


if __name__ == "__main__":
    run(has_sentences=sys.argv[1] == "sentences", folder=sys.argv[2], output=sys.argv[3])
