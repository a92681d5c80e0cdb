#!/bin/sh
# Makes the AOT cache: runs the client once over everything its verbs load, in one process.
# $1 the JDK, $2 the application folder.
set -eu
classes=
for jar in "$2"/lib/*.jar; do
  classes=$classes${classes:+:}$jar
done
unset JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH
"$1/bin/java" @"$2/java.options" -XX:AOTCacheOutput="$2/jvc.aot" -cp "$classes" dev.jvc.client.Training
printf '%s\n' "$1" >"$2/java-home"
