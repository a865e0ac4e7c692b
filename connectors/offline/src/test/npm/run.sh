#!/bin/sh
# Runs the official npm clients against the stand-in. Needs a JDK, Maven, node 20 or newer and npm.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
module=$(CDPATH= cd -- "$here/../../.." && pwd)

cd "$module"
mvn -q -f ../.. -pl connectors/offline -am compile org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
    -DincludeScope=runtime -Dmdep.outputFile=target/runtime.classpath

log=target/stand-in.log
: > "$log"
java -cp "target/classes:$(cat target/runtime.classpath)" \
    dev.serai.offline.ollama.OllamaMain --script "$here/script.json" > "$log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT INT TERM

STANDIN_URL=
tries=0
while [ -z "$STANDIN_URL" ]; do
    tries=$((tries + 1))
    if [ "$tries" -gt 300 ] || ! kill -0 "$server" 2>/dev/null; then
        echo "the stand-in did not start:" >&2
        cat "$log" >&2
        exit 1
    fi
    sleep 0.1
    STANDIN_URL=$(sed -n 's/^listening on //p' "$log")
done
export STANDIN_URL

cd "$here"
npm ci --no-audit --no-fund
node --test
