# Sourced by the programs in bin: finds a JDK 25, or installs one where the system's package manager has it.

# Whether $1 is the home of a JDK 25 that can compile.
jvc_is_jdk25() {
  [ -x "$1/bin/javac" ] || return 1
  if [ -r "$1/release" ]; then
    grep -q '^JAVA_VERSION="25[.\"]' "$1/release"
  else
    "$1/bin/javac" -version 2>&1 | grep -q '^javac 25\b'
  fi
}

# Prints the first JDK 25 among JAVA_HOME, PATH, the usual folders and macOS's java_home; fails when there is none.
jvc_find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && jvc_is_jdk25 "$JAVA_HOME"; then
    printf '%s\n' "$JAVA_HOME"
    return 0
  fi
  if jvc_javac=$(command -v javac 2>/dev/null); then
    while [ -L "$jvc_javac" ]; do
      jvc_link=$(readlink "$jvc_javac")
      case $jvc_link in
        /*) jvc_javac=$jvc_link ;;
        *) jvc_javac=$(dirname "$jvc_javac")/$jvc_link ;;
      esac
    done
    jvc_home=$(cd "$(dirname "$jvc_javac")/.." && pwd -P)
    if jvc_is_jdk25 "$jvc_home"; then
      printf '%s\n' "$jvc_home"
      return 0
    fi
  fi
  if [ -x /usr/libexec/java_home ] && jvc_home=$(/usr/libexec/java_home -v 25 2>/dev/null) && jvc_is_jdk25 "$jvc_home"; then
    printf '%s\n' "$jvc_home"
    return 0
  fi
  for jvc_home in /usr/lib/jvm/* /opt/java/* /opt/jdk* /opt/homebrew/opt/openjdk@25 /opt/homebrew/opt/openjdk \
    /usr/local/opt/openjdk@25 /usr/local/opt/openjdk /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/*; do
    if jvc_is_jdk25 "$jvc_home"; then
      (cd "$jvc_home" && pwd -P)
      return 0
    fi
  done
  return 1
}

# Runs a command as root: as it is, or through sudo where nobody has to type a password.
jvc_as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null 2>&1; then
    sudo -n "$@"
  else
    return 1
  fi
}

jvc_install_jdk() {
  if command -v apt-get >/dev/null 2>&1; then
    jvc_as_root apt-get update -qq >/dev/null 2>&1 || true
    if apt-cache show openjdk-25-jdk-headless >/dev/null 2>&1; then
      jvc_as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq openjdk-25-jdk-headless >&2
      return
    fi
  elif command -v dnf >/dev/null 2>&1; then
    jvc_as_root dnf install -y -q java-25-openjdk-devel >&2
    return
  elif command -v brew >/dev/null 2>&1; then
    brew install --quiet openjdk@25 >&2
    return
  fi
  return 1
}

# Prints the home of a JDK 25, installing one if need be; otherwise says what to install and fails.
jvc_java_home() {
  jvc_find_jdk && return 0
  if jvc_install_jdk && jvc_find_jdk; then
    return 0
  fi
  echo "jvc: no JDK 25 found: install one (for example Eclipse Temurin 25) and set JAVA_HOME to it" >&2
  return 1
}
