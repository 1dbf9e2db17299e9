#!/usr/bin/env bash
# Tries a whole deployment in the current kubectl context, such as kind: deploys the laptop overlay, imports a dataset,
# trains and refines it, publishes candidates, deletes the pods of trainer and refiner in mid-work, and waits for masks
# again. Arguments: a folder in VOC's layout with class labels, a folder of candidates. Needs the images (./wood images),
# the Strimzi operator, openssl, curl, and the ports 8081, 8083, 8084 and 9000 free here. Exit status 0: masks came both
# times.
set -euo pipefail
[ "$#" -eq 2 ] || { echo "usage: smoke.sh VOC-FOLDER CANDIDATES-FOLDER" >&2; exit 2; }
dataset="$(readlink -f "$1")"
candidates="$(readlink -f "$2")"
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
namespace=wood
forwards=()
work="$(mktemp -d)"

step() {
  printf '%s  %s\n' "$(date +%T)" "$*"
}

stop() {
  if [ "${#forwards[@]}" -gt 0 ]; then
    kill "${forwards[@]}" 2>/dev/null || true
    wait "${forwards[@]}" 2>/dev/null || true
  fi
  forwards=()
}
trap 'stop; rm -rf "$work"' EXIT

kubectl get crd kafkas.kafka.strimzi.io >/dev/null \
  || { echo "the Strimzi operator is not installed: https://strimzi.io/quickstarts" >&2; exit 1; }
if command -v kind >/dev/null && [[ "$(kubectl config current-context)" == kind-* ]]; then
  cluster="$(kubectl config current-context)"
  step "loading the images into ${cluster#kind-}"
  for service in ranker curation trainer refiner; do
    kind load docker-image --name "${cluster#kind-}" "wood/$service-service:dev"
  done
fi

step "deploying"
./secrets.sh "$namespace"
kubectl apply -k overlays/laptop
kubectl -n "$namespace" wait --for=condition=Ready kafka/wood --timeout=15m
kubectl -n "$namespace" wait --for=condition=Complete job/store-buckets --timeout=10m
kubectl -n "$namespace" wait --for=condition=Available deployment --all --timeout=15m
kubectl -n "$namespace" rollout status statefulset/curation-service --timeout=15m

forward() {
  kubectl -n "$namespace" port-forward "service/$1" "$2" >/dev/null &
  forwards+=("$!")
  for _ in $(seq 60); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$2") 2>/dev/null; then
      return
    fi
    sleep 1
  done
  echo "no connection to $1 at port $2" >&2
  exit 1
}

# secret NAME KEY
secret() {
  kubectl -n "$namespace" get secret "$1" -o "jsonpath={.data.${2//./\\.}}" | base64 --decode
}

# The services' HTTP doors and the object store are enough: brokers have names that only pods resolve.
wood() {
  WOOD_STORE_ACCESS_KEY="$(secret operator-store access-key)" WOOD_STORE_SECRET_KEY="$(secret operator-store secret-key)" \
    ../wood "$@" --kafka 127.0.0.1:9093 --store https://127.0.0.1:9000 --ca "$work/ca.crt" \
    --service trainer=http://127.0.0.1:8083
}

# await WHAT URL PATTERN: until the answer contains the pattern.
await() {
  local answer=
  for _ in $(seq 900); do
    answer="$(curl -fsS "$2" 2>/dev/null || true)"
    if grep -qE "$3" <<<"$answer"; then
      step "$1"
      return
    fi
    if grep -qE '"state" ?: ?"(FAILED|CANCELLED)"' <<<"$answer"; then
      break
    fi
    sleep 2
  done
  echo "$1: it failed, or took 30 minutes; the last answer of $2 was: ${answer:0:500}" >&2
  kubectl -n "$namespace" get pods >&2
  exit 1
}

forward ranker-service 8081
forward trainer-service 8083
forward refiner-service 8084
forward minio 9000

step "importing $dataset"
secret store-ca ca.crt >"$work/ca.crt"
wood import voc "$dataset" --name smoke

# train RUN STEPS
train() {
  wood train --arm base --dataset smoke --network small --steps "$2" --seed "$1" --name "smoke-$1" --refine --no-wait
}

# masks RUN: until its refinement is complete.
masks() {
  await "smoke-$1 has masks" "http://127.0.0.1:8084/api/refinements/smoke-$1" '"completed" ?: ?\{'
}

run="$(date +%s)"
train "$run" 40
masks "$run"

step "publishing candidates"
while read -r file; do
  curl -fsS -o /dev/null -F "image=@$file" -F source=smoke http://127.0.0.1:8081/api/candidates
done < <(find "$candidates" -type f \( -iname '*.jpg' -o -iname '*.png' \) | head -n 50)
await "candidates are ranked" http://127.0.0.1:8081/api/status '"(ranked|belowThreshold)" ?: ?[1-9]'

step "training again"
again="$((run + 1))"
train "$again" 400
await "in training: deleting the trainer's pod" "http://127.0.0.1:8083/api/experiments/smoke-$again" \
  '"state" ?: ?"(RUNNING|SUCCEEDED)"'
kubectl -n "$namespace" delete pod -l app.kubernetes.io/name=trainer-service --wait=false
await "in refinement: deleting the refiner's pod" "http://127.0.0.1:8084/api/refinements/smoke-$again" \
  '"state" ?: ?"(RUNNING|SUCCEEDED)"'
stop
kubectl -n "$namespace" delete pod -l app.kubernetes.io/name=refiner-service --wait=false
kubectl -n "$namespace" rollout status deployment --timeout=15m
forward refiner-service 8084
masks "$again"
step "done"
