#!/usr/bin/env bash
# Prepares a packaged service for an image. Arguments: its folder (quarkus-app); where PyTorch's libraries go, if the
# service has them. Takes the libraries out of their jar, so that no start unpacks them, and writes the options of the JVM.
set -euo pipefail
app="$1"
libraries="${2:-}"

# unpack JAR: moves the shared libraries to $libraries, and leaves the jar with the properties that DJL looks for.
unpack() {
  local jar="$1" files
  files="$(mktemp -d)"
  (cd "$files" && jar --extract --file "$jar")
  mkdir -p "$libraries"
  find "$files/pytorch" -name '*.gz' -exec gunzip {} +
  find "$files/pytorch" -type f -exec mv -t "$libraries" {} +
  rm -r "$files/pytorch"
  rm "$jar"
  jar --create --no-manifest --file "$jar" -C "$files" .
  rm -r "$files"
}

app="$(readlink -f "$app")"
for jar in "$app"/lib/main/ai.djl.pytorch.pytorch-native-*.jar; do
  if [ -e "$jar" ]; then
    [ -n "$libraries" ] || { echo "$jar needs a folder for its libraries" >&2; exit 1; }
    unpack "$jar"
  fi
done

# The JVM archives the classes of a plain class path only; the order is part of the archive.
cd "$app"
path="quarkus/transformed-bytecode.jar:quarkus/generated-bytecode.jar"
for jar in $(find app lib/boot lib/main -name '*.jar' | LC_ALL=C sort); do
  path="$path:$jar"
done
{
  echo "-XX:SharedArchiveFile=classes.jsa"
  echo "-Xlog:cds=off"
  echo "-Xlog:cds+dynamic=off"
  echo "-cp $path"
  echo "io.quarkus.runner.GeneratedMain"
} >java.options
