package io.wood.contracts.api.refiner;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Describes one image of a refinement.
 *
 * @param image SHA-256
 * @param name file name
 * @param split split of the dataset
 * @param labels its classes
 * @param width pixels
 * @param height pixels
 * @param made names of the outputs that can be fetched
 * @param meanIou mean IoU by stage; empty without ground truth
 * @param other mean IoU by stage of the refinement that this one is compared with
 * @param problem why an output is missing; empty when none is
 */
public record RefinedImageRow(
    String image,
    String name,
    String split,
    List<String> labels,
    int width,
    int height,
    Set<String> made,
    Map<String, Double> meanIou,
    Map<String, Double> other,
    String problem) {}
