# Sourced by bin/demo and bin/test: the real counterparts, installed on first use.

# Installs those of the named Debian packages that are missing; says what to install where it cannot.
jvc_packages() {
  jvc_missing=""
  for jvc_package in "$@"; do
    dpkg-query -W -f '${Status}' "$jvc_package" 2>/dev/null | grep -q 'ok installed' || jvc_missing="$jvc_missing $jvc_package"
  done
  [ -n "$jvc_missing" ] || return 0
  # A package list that is still good saves half a minute; an old one is refreshed when it does not do.
  if ! jvc_as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $jvc_missing \
    >/dev/null 2>&1; then
    jvc_as_root apt-get update -qq >/dev/null 2>&1 || true
    jvc_as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $jvc_missing \
      >/dev/null 2>&1 || {
      echo "jvc: cannot install$jvc_missing: install them yourself and run this again" >&2
      return 1
    }
  fi
}

# Unpacks the Debian package $2 into $1, where its programs are used from: installed, its service would start.
jvc_unpacked() {
  [ ! -d "$1/usr" ] || return 0
  rm -rf "$1"
  mkdir -p "$1/made"
  if ! (cd "$1" && apt-get download -qq "$2" >/dev/null 2>&1); then
    jvc_as_root apt-get update -qq >/dev/null 2>&1 || true
    (cd "$1" && apt-get download -qq "$2" >/dev/null 2>&1) || {
      echo "jvc: cannot download the package $2: check the package sources and run this again" >&2
      return 1
    }
  fi
  dpkg-deb -x "$1"/"$2"_*.deb "$1/made" && rm "$1"/"$2"_*.deb && mv "$1"/made/* "$1/" && rmdir "$1/made"
}

# Makes a Python environment in $1 that has the packages named after it.
jvc_python_env() {
  jvc_env=$1
  shift
  jvc_wanted=$*
  if [ -x "$jvc_env/bin/python" ] && [ "$(cat "$jvc_env/packages" 2>/dev/null)" = "$jvc_wanted" ]; then
    return 0
  fi
  if ! python3 -c 'import venv, ensurepip' >/dev/null 2>&1; then
    if command -v apt-get >/dev/null 2>&1; then
      jvc_packages python3 python3-venv || return 1
    elif command -v brew >/dev/null 2>&1; then
      brew install --quiet python >&2 || return 1
    fi
  fi
  rm -rf "$jvc_env"
  mkdir -p "$(dirname "$jvc_env")"
  python3 -m venv "$jvc_env" && "$jvc_env/bin/pip" install --quiet --disable-pip-version-check "$@" || {
    echo "jvc: cannot install $jvc_wanted: install python3 with venv and pip, and run this again" >&2
    return 1
  }
  printf '%s\n' "$jvc_wanted" >"$jvc_env/packages"
}

# Makes the Python environment $1 with the AWS CLI and boto3.
jvc_aws_env() {
  jvc_python_env "$1" awscli==1.46.3 boto3==1.44.8
}

# Whether everything in the checkout $1 that bin/build makes is there.
jvc_built() {
  [ -f "$1/daemon/target/app/java-home" ] && [ -f "$1/client-cli/target/app/java-home" ] \
    && ls "$1"/sandbox/target/app/lib/jvc-sandbox-*.jar >/dev/null 2>&1
}

# Makes the Python environment $1 that draws the pictures of the documents.
jvc_pictures_env() {
  jvc_python_env "$1" rich==15.0.0
}
