#!/bin/sh
# Makes the client's own Java runtime and its AOT caches: runs the client once over everything its verbs load, in one process, and once
# over the little that `jvc credentials` loads, because a JVM takes in all of its cache at each start.
# $1 the JDK, $2 the application folder, $3 the folder of the launchers, $4 a runtime to use instead of one of its own; the options
# and jars are then those of a folder that was trained before.
set -eu
unset JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH

java=${4:-}
if [ -z "$java" ]; then
  # Without a name the JVM looks for other implementations of sockets, and for them into every jar.
  case $(uname -s) in
    Darwin) selector=sun.nio.ch.KQueueSelectorProvider ;;
    *) selector=sun.nio.ch.EPollSelectorProvider ;;
  esac
  printf '\n%s\n' "-Djava.nio.channels.spi.SelectorProvider=$selector" >>"$2/java.options"

  for jar in "$2"/lib/picocli-*.jar; do
    "$1/bin/java" "${0%/*}/ModernClasses.java" "$jar"
  done

  # A runtime of the two modules that the client needs starts faster than a whole JDK, and so does one
  # whose list of security properties, which the JVM reads before it connects, is without its comments.
  # A JDK that cannot make one is used itself.
  java=$2/runtime
  rm -rf "$java"
  if "$1/bin/jlink" --add-modules java.base,jdk.security.auth --strip-debug --no-header-files \
    --no-man-pages --output "$java" >/dev/null 2>&1; then
    properties=$java/conf/security/java.security
    grep -v '^ *#' "$properties" >"$properties.short"
    mv "$properties.short" "$properties"
  else
    java=$1
  fi
fi

classes=
for jar in "$2"/lib/*.jar; do
  classes=$classes${classes:+:}$jar
done
for cache in verbs credentials; do
  "$java/bin/java" @"$2/java.options" -XX:AOTCacheOutput="$2/$cache.aot" -cp "$classes" \
    dev.jvc.client.training.Training "$cache" "$3"
done
# Written last: the launcher takes it for the sign that everything is there.
printf '%s\n' "$java" >"$2/java-home"
