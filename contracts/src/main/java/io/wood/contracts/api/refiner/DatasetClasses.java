package io.wood.contracts.api.refiner;

import java.util.List;

/**
 * Class names of a refinement's dataset.
 *
 * @param classes names, in label order
 */
public record DatasetClasses(List<String> classes) {}
