"""Walk a folder of pages from Python: titles and dates, a conversion, one string.

python examples/batch.py seeds corpus
"""

import sys

from corpuskit import (
    ConversionOptions,
    Document,
    PipelineOptions,
    SourceRefused,
    convert,
    label_text,
    make_pipeline,
    read_documents,
)


def print_titles(pages: str) -> None:
    """Print the title and the date of each page, and each page that is refused."""
    refused: list[SourceRefused] = []
    for document in read_documents(pages, on_refused=refused.append):
        print(f"{document.source.name}: {title_of(document)}, {date_of(document)}")
    for refusal in refused:
        print(f"refused: {refusal}")


def title_of(document: Document) -> str:
    """Give the title, or say that the page states none."""
    title = document.metadata.title
    return title.value if title else "no title"


def date_of(document: Document) -> str:
    """Give the date with its certainty, or say that the page states none."""
    date = document.metadata.date
    return f"{date.value} ({date.certainty}: “{date.text}”)" if date else "no date"


def convert_pages(pages: str, corpus: str) -> int:
    """Convert the pages into two formats and give the exit code of the run."""
    options = ConversionOptions(pipeline=PipelineOptions(tones="new"), force=True)
    summary = convert([pages], corpus, formats=["json", "tei"], options=options)
    print(f"{summary.documents} documents, {summary.refused} refused")
    return summary.exit_code


def label_strings() -> None:
    """Label strings that were never files; the pipeline is made once."""
    pipeline = make_pipeline()
    for text in ("In trang này\n\nMột đoạn văn đủ dài để là thân bài, có dấu chấm.\n",):
        for block in label_text(text, pipeline=pipeline).blocks:
            print(f"{block.label:10} {block.reason.rule:20} {block.text}")


if __name__ == "__main__":
    print_titles(sys.argv[1])
    label_strings()
    sys.exit(convert_pages(sys.argv[1], sys.argv[2]))
