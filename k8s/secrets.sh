#!/usr/bin/env bash
# Creates the namespace, and the secrets of the object store's users with random keys, in the current kubectl context. What
# exists stays. Arguments: the namespace (wood).
set -euo pipefail
namespace="${1:-wood}"

random() {
  head -c 24 /dev/urandom | base64 | tr '+/' 'ab'
}

create() {
  local name="$1"
  shift
  if kubectl -n "$namespace" get secret "$name" >/dev/null 2>&1; then
    echo "secret $name exists"
  else
    kubectl -n "$namespace" create secret generic "$name" "$@"
  fi
}

kubectl create namespace "$namespace" --dry-run=client -o yaml | kubectl apply -f -
create store-root --from-literal=access-key=root --from-literal=secret-key="$(random)"
for user in ranker curation trainer refiner publisher operator; do
  create "$user-store" --from-literal=access-key="wood-$user" --from-literal=secret-key="$(random)"
done
