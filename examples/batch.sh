#!/bin/sh
# Convert a folder, say what came of it in words, and prove that nothing was lost.
#
#     sh examples/batch.sh seeds corpus
#
# Exit code: that of the conversion.
set -u

pages=${1:?name a folder of pages}
corpus=${2:?name a folder to write to}

corpuskit convert "$pages" --output "$corpus" --to json --to tei --to csv --csv-rows block --quiet
code=$?
case $code in
    0) echo "all pages were converted" ;;
    3) echo "some pages were refused:"
       grep '"outcome":"refused"' "$corpus/.corpuskit/ledger.jsonl" ;;
    4) echo "$corpus is in use or was made with other options" ;;
    *) echo "nothing to go on with: exit code $code"
       exit "$code" ;;
esac

echo "$(wc -l < "$corpus/json/corpus.jsonl") documents"

# The way back. A folder that holds only plain text pages is then the same as the one restored.
restored=$(mktemp -d)
corpuskit restore "$corpus" --output "$restored" 2> "$corpus/restore.txt"
diff -r "$pages" "$restored" && echo "every page can be restored byte for byte"
rm -r "$restored"
exit "$code"
