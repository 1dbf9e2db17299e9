#!/usr/bin/env bash
# Creates the namespace and the secrets of the object store in the current kubectl context: random keys for its users, and
# the certificate of components/minio with an authority of its own. What exists stays, but a certificate whose authority is
# missing is made again. Arguments: the namespace (wood); for an object store that has a certificate already, a file with its
# authority in PEM.
set -euo pipefail
[ "$#" -le 2 ] || { echo "usage: secrets.sh [NAMESPACE [AUTHORITY.crt]]" >&2; exit 2; }
namespace="${1:-wood}"
authority="${2:-}"
[ -z "$authority" ] || [ -f "$authority" ] || { echo "secrets.sh: there is no file $authority" >&2; exit 2; }
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

random() {
  head -c 24 /dev/urandom | base64 | tr '+/' 'ab'
}

# A secret that cannot be looked up may exist: the script ends.
exists() {
  local found
  found="$(kubectl -n "$namespace" get secret "$1" --ignore-not-found -o name)" || exit 1
  [ -n "$found" ]
}

create() {
  local name="$1"
  shift
  if exists "$name"; then
    echo "secret $name exists"
  else
    kubectl -n "$namespace" create secret generic "$name" "$@"
  fi
}

# Two years, for the names of the Service and for port-forward. The authority's key is not kept: a new certificate comes
# with a new authority. The authority is stored last, so a run that was stopped before makes both again.
certificate() {
  command -v openssl >/dev/null || { echo "secrets.sh: openssl is not installed; it makes the certificate" >&2; exit 1; }
  cat >"$work/leaf.cnf" <<END
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = DNS:minio, DNS:minio.$namespace, DNS:minio.$namespace.svc, DNS:minio.$namespace.svc.cluster.local, DNS:localhost, IP:127.0.0.1
END
  cat >"$work/ca.cnf" <<'END'
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
END
  local key=(-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -config "$work/ca.cnf")
  openssl req -x509 "${key[@]}" -extensions authority -days 730 -subj "/CN=wood object store authority" \
    -keyout "$work/ca.key" -out "$work/ca.crt"
  openssl req -new "${key[@]}" -subj "/CN=minio" -keyout "$work/tls.key" -out "$work/leaf.csr"
  openssl x509 -req -in "$work/leaf.csr" -CA "$work/ca.crt" -CAkey "$work/ca.key" -CAcreateserial -days 730 \
    -extfile "$work/leaf.cnf" -out "$work/tls.crt"
  kubectl -n "$namespace" delete secret store-tls --ignore-not-found
  create store-tls --from-file=tls.crt="$work/tls.crt" --from-file=tls.key="$work/tls.key"
  create store-ca --from-file=ca.crt="$work/ca.crt"
}

kubectl create namespace "$namespace" --dry-run=client -o yaml | kubectl apply -f -
create store-root --from-literal=access-key=root --from-literal=secret-key="$(random)"
for user in ranker curation trainer refiner publisher operator; do
  create "$user-store" --from-literal=access-key="wood-$user" --from-literal=secret-key="$(random)"
done
if exists store-ca; then
  echo "secret store-ca exists"
  if [ -n "$authority" ]; then
    echo "secrets.sh: $authority is not used, because the secret store-ca exists; to replace it, run" \
      "\`kubectl -n $namespace delete secret store-ca\` and this script again" >&2
  fi
elif [ -n "$authority" ]; then
  create store-ca --from-file=ca.crt="$authority"
else
  certificate
fi
