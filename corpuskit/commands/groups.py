"""The groups of options that several commands take."""

from typing import NamedTuple

from corpuskit.commands import arguments as a


class Reading(NamedTuple):
    """How sources are read, in the words of the command line."""

    encoding: a.Encoding = ""
    reader: a.Reader = ""
    text_field: a.TextField = ""
    id_field: a.IdField = ""
    url_field: a.UrlField = ""
    metadata: a.MetadataTable = ""
    max_size: a.MaxSize = "64M"
    max_member: a.MaxMember = "64M"
    max_ratio: a.MaxRatio = 200
    max_members: a.MaxMembers = 1_000_000
    max_depth: a.MaxDepth = 1


class Normalizing(NamedTuple):
    """What is known of the language of the documents, and how their text is normalised."""

    language: a.Language = ""
    normalize: a.Normalize = None
    no_normalize: a.NoNormalize = None
    tones: a.Tones = "keep"


class Selecting(NamedTuple):
    """What is left out, and what a profile says."""

    leave_out: a.LeaveOut = None
    keep: a.Keep = None
    keep_repeats: a.KeepRepeats = False
    min_confidence: a.MinConfidence = None
    profile: a.Profile = ""


class Copying(NamedTuple):
    """What is known of copies, and what is done with them."""

    duplicates: a.Duplicates = ""
    copies: a.CopiesWay = ""


class Packing(NamedTuple):
    """How files are cut and packed, in the words of the command line."""

    compress: a.Compress = ""
    shard_size: a.ShardSize = ""


class Working(NamedTuple):
    """Who does the work of a run."""

    engine: a.EngineName = ""
    workers: a.Workers = 0
    deadline: a.Deadline = 30.0


class Stopping(NamedTuple):
    """When a run ends before its last source, and what it tries again."""

    limit: a.Limit = 0
    fail_fast: a.FailFast = False
    max_errors: a.MaxErrors = -1
    retry: a.Retry = ""


class Telling(NamedTuple):
    """How much is said on the way."""

    quiet: a.Quiet = False
    verbose: a.Verbose = False


class Reporting(NamedTuple):
    """What is told of a run as a whole."""

    report: a.RunReport = ""
    quiet: a.Quiet = False
    verbose: a.Verbose = False

    @property
    def telling(self) -> Telling:
        """How much is said on the way."""
        return Telling(self.quiet, self.verbose)
