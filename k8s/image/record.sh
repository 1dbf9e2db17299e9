#!/usr/bin/env bash
# Starts the service in /app (or the folder given) once, without Kafka and store, and records the classes that a start
# loads (class-data sharing). Later starts take about half the processor time.
set -euo pipefail
cd "${1:-/app}"
port="${RECORD_PORT:-18080}"
grep -v '^-X' java.options >record.options
WOOD_STORE_ACCESS_KEY=none WOOD_STORE_SECRET_KEY=no-secret KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:1 \
  WOOD_STORE_ENDPOINT=http://127.0.0.1:1 WOOD_CACHE_DIRECTORY="$(mktemp -d)" DJL_CACHE_DIR="$(mktemp -d)" \
  ONEDNN_MAX_CPU_ISA=AVX2 QUARKUS_HTTP_PORT="$port" DJL_OFFLINE=true \
  java -XX:ArchiveClassesAtExit=classes.jsa -XX:+UseSerialGC -Xmx1g @record.options >record.log 2>&1 &
service=$!
for _ in $(seq 120); do
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    break
  fi
  kill -0 "$service" 2>/dev/null || break
  sleep 1
done
sleep 2
kill "$service" || true
wait "$service" || true
if [ ! -s classes.jsa ]; then
  cat record.log >&2
  echo "no archive of classes was recorded" >&2
  exit 1
fi
rm record.options record.log
