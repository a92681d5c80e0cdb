#!/bin/sh
# Makes the AOT caches: runs the client once over everything its verbs load, in one process, and once
# over the little that `jvc credentials` loads, because a JVM takes in all of its cache at each start.
# $1 the JDK, $2 the application folder, $3 the folder of the launchers.
set -eu
unset JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH

# Without a name the JVM looks for other implementations of sockets, and for them into every jar.
case $(uname -s) in
  Darwin) selector=sun.nio.ch.KQueueSelectorProvider ;;
  *) selector=sun.nio.ch.EPollSelectorProvider ;;
esac
printf '\n%s\n' "-Djava.nio.channels.spi.SelectorProvider=$selector" >>"$2/java.options"

for jar in "$2"/lib/picocli-*.jar; do
  "$1/bin/java" "${0%/*}/ModernClasses.java" "$jar"
done

classes=
for jar in "$2"/lib/*.jar; do
  classes=$classes${classes:+:}$jar
done
for cache in verbs credentials; do
  "$1/bin/java" @"$2/java.options" -XX:AOTCacheOutput="$2/$cache.aot" -cp "$classes" \
    dev.jvc.client.training.Training "$cache" "$3"
done
# Written last: the launcher takes it for the sign that everything is there.
printf '%s\n' "$1" >"$2/java-home"
