package io.wood.contracts.api.trainer;

import io.wood.contracts.artifact.ArtifactRef;
import java.util.List;

/**
 * Summarises an imported dataset.
 *
 * @param name name to request it by
 * @param title name in its manifest
 * @param manifest location of the manifest
 * @param classes class names
 * @param trainingImages number of images for training
 * @param validationImages number of images for validation
 */
public record DatasetSummary(
    String name,
    String title,
    ArtifactRef manifest,
    List<String> classes,
    int trainingImages,
    int validationImages) {}
