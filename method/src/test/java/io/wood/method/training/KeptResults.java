package io.wood.method.training;

import io.wood.contracts.artifact.ClusterMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps results in memory. */
final class KeptResults implements SharedResults {
  final Map<String, byte[]> results = new HashMap<>();
  final Map<String, ClusterMap> maps = new HashMap<>();

  @Override
  public Optional<byte[]> find(String key) {
    return Optional.ofNullable(results.get(key));
  }

  @Override
  public void keep(String key, byte[] result) {
    results.put(key, result);
  }

  @Override
  public Optional<ClusterMap> findMap(String key) {
    return Optional.ofNullable(maps.get(key));
  }

  @Override
  public void keepMap(String key, ClusterMap map) {
    maps.put(key, map);
  }
}
