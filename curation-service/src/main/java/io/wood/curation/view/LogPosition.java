package io.wood.curation.view;

/** A partition of a topic. */
record LogPosition(String topic, int partition) {}
