# What the shell scripts share. Sourced with bash -eu -o pipefail; see docs/clients.md for what a script is given.
set -euo pipefail

fail() {
    echo "$*" >&2
    exit 1
}

# same FILE FILE
same() {
    cmp "$1" "$2" || fail "$1 and $2 differ"
}

# equal EXPECTED ACTUAL WHAT
equal() {
    [ "$1" = "$2" ] || fail "$3: expected $1 but got $2"
}

# refused COMMAND...: the command has to fail.
refused() {
    if "$@" >/dev/null 2>&1; then
        fail "succeeded: $*"
    fi
}

# slice OFFSET LENGTH [FILE]: these bytes of large.bin or another file.
slice() {
    dd if="${3:-large.bin}" iflag=skip_bytes,count_bytes skip="$1" count="$2" bs=64K status=none
}

# has PATTERN: what is read has a line like it; reads to the end, so that nobody writes into a closed pipe.
has() {
    grep "$1" >/dev/null || fail "no line with $1"
}

# For tools that neither make nor remove their bucket.
make_bucket() {
    /usr/bin/aws --endpoint-url "$S3_ENDPOINT" s3 mb "s3://$BUCKET"
}

remove_bucket() {
    /usr/bin/aws --endpoint-url "$S3_ENDPOINT" s3 rb --force "s3://$BUCKET" >/dev/null
}
