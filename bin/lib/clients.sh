# Sourced by bin/test after tools.sh: the AWS clients that ClientMatrixIT runs, in target/clients of the checkout $1.
# What cannot be installed is said, and stands in the table as not installed.

# Whether $1 was made from what stands in the folder $2, in which case there is nothing to do.
jvc_made() {
  [ "$(cat "$1/made-from" 2>/dev/null)" = "$(jvc_sum "$2")" ]
}

jvc_note_made() {
  jvc_sum "$2" >"$1/made-from"
}

jvc_sum() {
  find "$1" -type f | LC_ALL=C sort | xargs cat | cksum
}

jvc_not_installed() {
  echo "jvc: could not install $1, which will stand in the table of clients so" >&2
}

# Those that take less than a minute together.
jvc_few_clients() {
  jvc_sources=$1/client-cli/src/test/clients
  jvc_target=$1/target/clients
  mkdir -p "$jvc_target"
  if ! jvc_made "$jvc_target/js" "$jvc_sources/js"; then
    rm -rf "$jvc_target/js"
    cp -R "$jvc_sources/js" "$jvc_target/js"
    if (cd "$jvc_target/js" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error >/dev/null); then
      jvc_note_made "$jvc_target/js" "$jvc_sources/js"
    else
      rm -rf "$jvc_target/js"
      jvc_not_installed "the AWS SDKs for JavaScript"
    fi
  fi
  jvc_go "$jvc_sources/go" "$jvc_target/go" ./sdkv1 ./sdkv2 || jvc_not_installed "the AWS SDKs for Go"
}

# All others, which take two minutes more and the disk space of some hundred megabytes.
jvc_all_clients() {
  jvc_few_clients "$1"
  if command -v apt-get >/dev/null 2>&1; then
    jvc_packages awscli rclone restic ruby ruby-aws-sdk-core || jvc_not_installed "the clients of Debian"
  fi
  mkdir -p "$jvc_target/tools"
  for jvc_tool in rclone restic ruby terraform; do
    jvc_link "$jvc_tool" "$(command -v "$jvc_tool")"
  done
  # The one on the path may be v1.
  jvc_link aws /usr/bin/aws
  jvc_go "$jvc_sources/go" "$jvc_target/go" ./minio || jvc_not_installed minio-go
  jvc_go "$jvc_sources/go-2022" "$jvc_target/go-2022" ./sdkv2 || jvc_not_installed "the AWS SDK for Go of 2022"
  jvc_python_env "$jvc_target/python" $(cat "$jvc_sources/python/requirements.txt") \
    || jvc_not_installed "the AWS Common Runtime, Arrow and DuckDB"
  jvc_java "$1" || jvc_not_installed "the AWS SDK for Java v1 and minio-java"
  jvc_rust "$jvc_sources/rust" "$jvc_target/rust" || jvc_not_installed "the AWS SDK for Rust"
}

jvc_link() {
  rm -f "$jvc_target/tools/$1"
  if [ -x "$2" ]; then
    ln -s "$2" "$jvc_target/tools/$1"
  else
    jvc_not_installed "$1"
  fi
}

jvc_go() {
  jvc_module=$1
  jvc_binaries=$2
  shift 2
  mkdir -p "$jvc_binaries"
  (cd "$jvc_module" && go build -o "$jvc_binaries/" "$@")
}

# Built from a copy, because Cargo writes its lock file beside the sources.
jvc_rust() {
  jvc_made "$2" "$1" && return 0
  mkdir -p "$2"
  cp -R "$1/Cargo.toml" "$1/src" "$2/"
  (cd "$2" && CARGO_TARGET_DIR=$2 cargo build --quiet) && jvc_note_made "$2" "$1"
}

jvc_java() {
  jvc_made "$1/target/clients/java" "$1/client-cli/src/test/clients/java" && return 0
  rm -rf "$1/target/clients/java"
  mkdir -p "$1/target/clients/java/classes"
  "$1/mvnw" -B -q -f "$1/client-cli/src/test/clients/java/pom.xml" \
    org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies \
    "-DoutputDirectory=$1/target/clients/java/lib" \
    && "$JAVA_HOME/bin/javac" -cp "$1/target/clients/java/lib/*" -d "$1/target/clients/java/classes" \
      "$1"/client-cli/src/test/clients/java/src/*.java \
    && jvc_note_made "$1/target/clients/java" "$1/client-cli/src/test/clients/java"
}
