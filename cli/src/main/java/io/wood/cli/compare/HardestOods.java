package io.wood.cli.compare;

import io.wood.cli.client.EventTail;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.report.HardOod;
import io.wood.cli.report.ImagePanel;
import io.wood.cli.report.PanelPictures;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.CurationDecided;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.UnusableImageException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the approved candidates with the highest scores. */
final class HardestOods {
  private static final int SHOWN = 12;
  private static final Comparator<CurationDecided> LATER =
      Comparator.comparing(CurationDecided::decidedAt).thenComparing(CurationDecided::decision);

  private final RunningSystem system;

  HardestOods(RunningSystem system) {
    this.system = system;
  }

  List<HardOod> find() {
    Map<String, CandidateRanked> ranked = new HashMap<>();
    Map<String, CurationDecided> decisions = new HashMap<>();
    EventTail tail = system.tail();
    tail.readAll(CandidateRanked.class, event -> ranked.put(event.image(), event));
    tail.readAll(
        CurationDecided.class,
        event ->
            decisions.merge(
                event.image(), event, (one, two) -> LATER.compare(one, two) >= 0 ? one : two));
    return ranked.values().stream()
        .filter(event -> approved(decisions.get(event.image())))
        .sorted(Comparator.comparingDouble(CandidateRanked::score).reversed())
        .limit(SHOWN)
        .map(this::picture)
        .flatMap(Optional::stream)
        .toList();
  }

  private static boolean approved(CurationDecided decision) {
    return decision != null && decision.verdict() == CurationDecided.Verdict.APPROVED;
  }

  private Optional<HardOod> picture(CandidateRanked event) {
    try {
      ImagePanel image =
          PanelPictures.image("image", ImageDecoder.decode(system.store().get(event.artifact())));
      ImagePanel overlay =
          event.overlay() == null
              ? image
              : PanelPictures.image(
                  "CAM", ImageDecoder.decode(system.store().get(event.overlay())));
      return Optional.of(
          new HardOod(event.name(), event.predictedClass(), event.score(), image, overlay));
    } catch (UnusableImageException e) {
      return Optional.empty();
    }
  }
}
