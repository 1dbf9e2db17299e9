package io.wood.curation;

/** What candidates are counted by. */
record Facets(String predictedClass, String model, String source, Status status, boolean conflict) {
  Facets with(Standing standing) {
    return new Facets(predictedClass, model, source, standing.status(), standing.conflict());
  }
}
