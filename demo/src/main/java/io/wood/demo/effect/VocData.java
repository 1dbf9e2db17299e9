package io.wood.demo.effect;

import io.wood.cli.console.CommandFailedException;
import io.wood.cli.dataset.CandidatePool;
import io.wood.cli.dataset.DatasetPlan;
import io.wood.cli.dataset.ImportProblem;
import io.wood.cli.dataset.LazyContent;
import io.wood.cli.dataset.PlannedImage;
import io.wood.cli.dataset.voc.VocImporter;
import io.wood.cli.dataset.voc.VocOptions;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.UnusableImageException;
import io.wood.store.Hashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a VOC folder with a folder {@code candidates} and the truth about them in {@code
 * candidates.csv} into memory.
 */
final class VocData {
  private final DatasetPlan plan;
  private final List<ImportProblem> problems;

  private VocData(DatasetPlan plan) {
    this.plan = plan;
    this.problems = new ArrayList<>(plan.problems());
  }

  /**
   * Reads everything.
   *
   * @param problems receives what was left out
   */
  static EffectData read(Path folder, List<ImportProblem> problems) {
    VocData data = new VocData(VocImporter.plan(folder, VocOptions.DEFAULT));
    EffectData read =
        new EffectData(
            data.plan.classes(),
            data.split(Split.TRAIN),
            data.split(Split.VALIDATION),
            data.candidates(CandidatePool.read(folder)));
    problems.addAll(data.problems);
    if (read.validation().stream().allMatch(image -> image.mask().isEmpty())) {
      throw new CommandFailedException(
          folder + " has no validation image with a mask; list some in ImageSets/val.txt");
    }
    return read;
  }

  private List<EffectImage> split(Split split) {
    List<EffectImage> images = new ArrayList<>();
    for (PlannedImage planned : plan.images()) {
      if (planned.split() == split) {
        Optional<LazyContent> mask = split == Split.VALIDATION ? planned.mask() : Optional.empty();
        decoded(planned.name(), planned.image(), planned.labels(), mask).ifPresent(images::add);
      }
    }
    return images;
  }

  private List<EffectImage> candidates(CandidatePool pool) {
    List<EffectImage> images = new ArrayList<>();
    for (CandidatePool.Candidate candidate : pool.candidates()) {
      decoded(candidate.name(), candidate.image(), candidate.labels(), Optional.empty())
          .ifPresent(images::add);
    }
    problems.addAll(pool.problems());
    return images;
  }

  private Optional<EffectImage> decoded(
      String name, LazyContent file, List<String> labels, Optional<LazyContent> mask) {
    try {
      byte[] bytes = file.read();
      Optional<LabelMap> truth =
          mask.isPresent()
              ? Optional.of(plan.maskValues().translate(LabelMaps.decode(mask.get().read())))
              : Optional.empty();
      return Optional.of(
          new EffectImage(
              Hashes.sha256(bytes), indices(labels), ImageDecoder.decode(bytes), truth));
    } catch (UnusableImageException e) {
      problems.add(new ImportProblem(name, e.getMessage() + "; it is left out"));
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read image " + name, e);
    }
  }

  /** A class that is not in the dataset is still an object: it gets the index after the last. */
  private Set<Integer> indices(List<String> labels) {
    return labels.stream()
        .map(label -> Math.floorMod(plan.classes().indexOf(label), plan.classes().size() + 1))
        .collect(Collectors.toSet());
  }
}
