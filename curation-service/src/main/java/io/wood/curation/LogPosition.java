package io.wood.curation;

/** A partition of a topic. */
record LogPosition(String topic, int partition) {}
