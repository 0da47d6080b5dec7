# Finds a Java of version 25 or newer; sourced by ./geckos3 and ./build.

# Prints the home of one that has bin/$1, asking in this order: GECKOS3_JAVA_HOME, JAVA_HOME, the PATH, the usual folders.
find_jdk() {
    for home in "${GECKOS3_JAVA_HOME:-}" "${JAVA_HOME:-}" "$(java_on_path)" \
        /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        if [ -n "$home" ] && [ -x "$home/bin/$1" ] && is_25 "$home"; then
            printf '%s\n' "$home"
            return 0
        fi
    done
    echo "geckos3: needs a JDK 25 or newer and found none: install one (packages temurin-25-jdk or openjdk-25-jdk-headless) or set GECKOS3_JAVA_HOME" >&2
    return 1
}

java_on_path() {
    java=$(command -v java 2>/dev/null) || return 0
    java=$(readlink -f "$java" 2>/dev/null) || return 0
    dirname "$(dirname "$java")"
}

# Reads the version from the release file every JDK has, because starting a JVM to ask costs too much.
is_25() {
    [ -r "$1/release" ] || return 1
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ "${version:-0}" -ge 25 ]
}
