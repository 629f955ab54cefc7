# SPDX-License-Identifier: Apache-2.0
# Turns one database's migrations, NNN_<what>.sql, into the rows of a C array: { NNN, "one statement" },
#
# A statement ends with a line that ends in ';', which is dropped, as are blank lines and lines that are only a
# comment. A ';' elsewhere is refused: drivers differ in what they do with two statements in one string.

function fail(what) {
    printf "%s:%d: %s\n", FILENAME, FNR, what > "/dev/stderr"
    failed = 1
    exit 1
}

function close_file() {
    if (statement != "") {
        printf "%s: the last statement does not end in ';'\n", file > "/dev/stderr"
        failed = 1
        exit 1
    }
}

function c_string(text) {
    gsub(/["\\]/, "\\\\&", text)
    gsub(/\n/, "\\n", text)
    return "\"" text "\""
}

BEGIN {
    print "/* Made by embed.awk from the migrations: change those. */"
}

FNR == 1 {
    close_file()
    file = FILENAME
    name = file
    sub(/.*\//, "", name)
    if (name !~ /^[0-9][0-9][0-9]_/) {
        fail("a migration's name begins with three digits and '_'")
    }
    version = substr(name, 1, 3) + 0
    if (version <= last_version) {
        fail("number " version " is taken, or zero")
    }
    last_version = version
}

{
    sub(/\r$/, "")
    gsub(/^[ \t]+|[ \t]+$/, "")
}

$0 == "" || /^--/ {
    next
}

{
    ends = sub(/[ \t]*;$/, "")
    if (index($0, ";")) {
        fail("a ';' is allowed at the end of a line only")
    }
    statement = statement (statement == "" || $0 == "" ? "" : "\n") $0
    if (ends) {
        printf "{ %d, %s },\n", version, c_string(statement)
        statement = ""
        statements++
    }
}

END {
    if (failed) {
        exit 1
    }
    close_file()
    if (!statements) {
        print "no statements at all" > "/dev/stderr"
        exit 1
    }
}
