"""The arguments and options that commands share, each with its help text."""

from typing import Annotated

from typer import Argument, Option

from corpuskit.bounds import LONGEST_DEADLINE

Inputs = Annotated[
    list[str],
    Argument(
        metavar="INPUT",
        help="Files and folders to convert; - is standard input.",
        show_default=False,
    ),
]
File = Annotated[str, Argument(metavar="FILE", help="The file to look at; - is standard input.")]
Output = Annotated[
    str,
    Option(
        "--output",
        "-o",
        metavar="FOLDER",
        help="The folder or URL to write to; without it one document goes to standard output.",
        show_default=False,
    ),
]
WorkFolder = Annotated[
    str,
    Option(
        metavar="FOLDER",
        help="Where an output at a URL is made first; below ~/.cache/corpuskit if not given.",
        show_default=False,
    ),
]
Formats = Annotated[
    list[str] | None,
    Option(
        "--to",
        "-t",
        metavar="FORMAT",
        help="A format to write, json if none is named; may be repeated, see 'corpuskit formats'.",
        show_default=False,
    ),
]
Encoding = Annotated[
    str,
    Option(
        metavar="NAME",
        help="The encoding of sources without a byte order mark, found out if not given.",
        show_default=False,
    ),
]
Reader = Annotated[
    str,
    Option(
        metavar="NAME",
        help="Read every file with this reader, whatever its name ends with.",
        show_default=False,
    ),
]
TextField = Annotated[
    str,
    Option(
        metavar="FIELD",
        help="The field of a table or of JSON that holds the text, as in 'page.text'.",
        show_default=False,
    ),
]
IdField = Annotated[
    str, Option(metavar="FIELD", help="The field that holds the id.", show_default=False)
]
UrlField = Annotated[
    str, Option(metavar="FIELD", help="The field that holds the address.", show_default=False)
]
MetadataTable = Annotated[
    str,
    Option(
        metavar="TABLE",
        help="A CSV table with more about the sources, by path or by address.",
        show_default=False,
    ),
]
MaxSize = Annotated[str, Option(metavar="SIZE", help="Refuse files above this size.")]
MaxMember = Annotated[str, Option(metavar="SIZE", help="Refuse members of archives above it.")]
MaxRatio = Annotated[
    int, Option(metavar="NUMBER", min=1, help="Refuse members that unpack to so many times more.")
]
MaxMembers = Annotated[
    int, Option(metavar="NUMBER", min=1, help="Refuse archives with more members.")
]
MaxDepth = Annotated[
    int, Option(metavar="NUMBER", min=1, help="Open archives in archives up to this depth.")
]
Version = Annotated[bool, Option("--version", help="Say the version and end.")]
Format = Annotated[str, Argument(metavar="FORMAT", help="The name of a format.")]
AnyFormat = Annotated[
    str, Argument(metavar="[FORMAT]", help="A format to be told all about.", show_default=False)
]
Restorable = Annotated[
    str, Argument(metavar="OUT", help="The output folder of a run with --to json, or its .jsonl.")
]
Target = Annotated[
    str, Option("--output", "-o", metavar="FOLDER", help="The folder to write the sources to.")
]
Language = Annotated[
    str,
    Option(
        metavar="TAG",
        help="The language of all documents; else each text decides.",
        show_default=False,
    ),
]
Normalize = Annotated[
    list[str] | None,
    Option(
        metavar="RULES",
        help="Normalise by these rules only, separated by commas; 'none' for none.",
        show_default=False,
    ),
]
NoNormalize = Annotated[
    list[str] | None,
    Option(
        metavar="RULES",
        help="Normalise by all rules but these.",
        show_default=False,
    ),
]
Profile = Annotated[
    str,
    Option(
        metavar="FILE",
        help="Label what this profile knows of a site, as 'corpuskit learn' writes it.",
        show_default=False,
    ),
]
Learn = Annotated[
    bool, Option("--learn", help="Learn a profile of the inputs first, and convert with it.")
]
Site = Annotated[
    str,
    Option(
        metavar="NAME",
        help="The site of all documents; else the address or the folders of each tell it.",
        show_default=False,
    ),
]
Learnable = Annotated[
    list[str],
    Argument(
        metavar="INPUT",
        help="Files and folders to learn from; - is standard input.",
        show_default=False,
    ),
]
ProfileOutput = Annotated[
    str,
    Option(
        "--output",
        "-o",
        metavar="FILE",
        help="The profile to write; without it the profile goes to standard output.",
        show_default=False,
    ),
]
Replace = Annotated[bool, Option("--force", help="Write over a profile that says something else.")]
Tones = Annotated[
    str, Option(metavar="keep|old|new", help="Where tone marks stand in oa, oe and uy.")
]
LeaveOut = Annotated[
    list[str] | None,
    Option(
        metavar="LABEL",
        help="Leave blocks with this label out too; may be repeated.",
        show_default=False,
    ),
]
Keep = Annotated[
    list[str] | None,
    Option(
        metavar="LABEL",
        help="Do not leave blocks with this label out; may be repeated.",
        show_default=False,
    ),
]
KeepRepeats = Annotated[
    bool, Option("--keep-repeats", help="Do not leave out blocks that repeat another.")
]
MinConfidence = Annotated[
    float | None,
    Option(
        metavar="0..1",
        min=0,
        max=1,
        help="Keep what would be left out on a lower confidence; default: 0.7.",
    ),
]
EngineName = Annotated[
    str,
    Option(
        "--engine",
        metavar="NAME",
        help="What runs the workers, processes if not given; see 'corpuskit plugins'.",
        show_default=False,
    ),
]
Workers = Annotated[
    int,
    Option(
        "--workers",
        "-j",
        metavar="NUMBER",
        min=0,
        help="Workers side by side; one for each core if not given.",
        show_default=False,
    ),
]
Deadline = Annotated[
    float,
    Option(
        metavar="SECONDS",
        min=0.1,
        max=LONGEST_DEADLINE,
        help="Refuse a document that takes longer, for each megabyte of it.",
    ),
]
Limit = Annotated[
    int,
    Option(
        metavar="NUMBER", min=0, help="Stop behind so many sources, to try out.", show_default=False
    ),
]
FailFast = Annotated[bool, Option("--fail-fast", help="Stop at the first source that is refused.")]
MaxErrors = Annotated[
    int,
    Option(
        metavar="NUMBER",
        min=-1,
        help="Stop when more sources are refused.",
        show_default=False,
    ),
]
Retry = Annotated[
    str,
    Option(
        metavar="refused",
        help="Try again what an earlier run into the same folder refused.",
        show_default=False,
    ),
]
Compress = Annotated[
    str,
    Option(
        metavar="gz|zst",
        help="Pack the files of all formats by gzip or zstd.",
        show_default=False,
    ),
]
ShardSize = Annotated[
    str,
    Option(
        metavar="SIZE",
        help="Cut what is one file for the corpus into files of this size, unpacked.",
        show_default=False,
    ),
]
Duplicates = Annotated[
    str,
    Option(
        metavar="REPORT",
        help="A report of 'corpuskit dedupe': what it calls copies is left out.",
        show_default=False,
    ),
]
CopiesWay = Annotated[
    str,
    Option(
        "--copies",
        metavar="leave-out|mark",
        help="What is done with copies that --duplicates names; mark gives them a warning.",
        show_default=False,
    ),
]
RunReport = Annotated[
    str,
    Option(
        "--report",
        metavar="FILE",
        help="Write counts and timings of the run to this file, as JSON for machines.",
        show_default=False,
    ),
]
DryRun = Annotated[bool, Option("--dry-run", help="Label and count, but write nothing.")]
Force = Annotated[
    bool, Option("--force", help="Write even where other options or files stand in the way.")
]
Quiet = Annotated[bool, Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[bool, Option("--verbose", "-v", help="Name each source when it is done.")]
AsJson = Annotated[bool, Option("--json", help="Print JSON.")]
AsJsonLines = Annotated[bool, Option("--json", help="Print JSON, one object a line.")]
Listable = Annotated[
    list[str],
    Argument(
        metavar="INPUT",
        help="Files and folders to list; - is standard input.",
        show_default=False,
    ),
]
Comparable = Annotated[
    list[str],
    Argument(
        metavar="INPUT",
        help="Files and folders to compare, or the output folder of a run with --to json.",
        show_default=False,
    ),
]
ReportOutput = Annotated[
    str,
    Option(
        "--output",
        "-o",
        metavar="REPORT",
        help="The report to write; without it the report goes to standard output.",
        show_default=False,
    ),
]
Threshold = Annotated[
    float,
    Option(
        metavar="0.1..1",
        min=0.1,
        max=1,
        help="Near copies share this part of their rows of three words at least.",
    ),
]
Prefer = Annotated[
    str, Option(metavar="first|longest|oldest|newest", help="Which of several copies to keep.")
]
Paragraphs = Annotated[
    int,
    Option(
        metavar="NUMBER",
        min=0,
        help="Report shared paragraphs of so many words or more; 0 for none.",
    ),
]
Gold = Annotated[
    str,
    Argument(metavar="GOLD", help="A folder of gold files (*.gold.json), or one of them."),
]
Predicted = Annotated[
    str,
    Argument(
        metavar="PREDICTED",
        help="The output folder of a run with --to json, its .jsonl, or a folder of gold files.",
    ),
]
Samples = Annotated[
    int,
    Option(metavar="NUMBER", min=0, help="Bootstrap samples for the intervals; 0 for none."),
]
Worst = Annotated[
    int, Option(metavar="NUMBER", min=0, help="How many of the worst documents are shown.")
]
AsGold = Annotated[
    bool, Option("--gold", help="Print the labels as a gold file, for a person to correct.")
]
