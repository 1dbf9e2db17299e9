package io.wood.cli.command;

import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import io.wood.cli.option.SystemOptions;
import io.wood.contracts.api.curation.CandidateStatus;
import io.wood.contracts.api.curation.CandidateStatus.ModelResult;
import io.wood.contracts.api.curation.CandidateStatus.State;
import io.wood.contracts.api.curation.StatusRequest;
import io.wood.store.Hashes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what became of published images; the exit status is 0 when every image is known. */
@Command(
    name = "candidate",
    description = "Show what became of published images: scores, decisions, experiments.")
final class CandidateCommand implements Callable<Integer> {
  @Mixin private SystemOptions options;

  @Parameters(
      paramLabel = "IMAGE",
      arity = "1..*",
      description = "SHA-256 of a published image, or its file.")
  private List<String> images;

  @Override
  public Integer call() {
    List<CandidateStatus> found =
        Arrays.asList(
            options
                .connect()
                .api("curation")
                .post(
                    "/api/candidates/status",
                    new StatusRequest(images.stream().map(CandidateCommand::hash).toList()),
                    CandidateStatus[].class));
    Terminal terminal = Terminal.standard();
    found.forEach(one -> print(one, terminal));
    return found.stream().anyMatch(one -> one.state() == State.UNKNOWN) ? 1 : 0;
  }

  private static String hash(String image) {
    if (image.matches("[0-9a-f]{64}")) {
      return image;
    }
    try {
      return Hashes.sha256(Path.of(image));
    } catch (IOException e) {
      throw new CommandFailedException(
          "'%s' is neither a SHA-256 (64 lower-case hexadecimal digits) nor a file"
              .formatted(image),
          e);
    }
  }

  private static void print(CandidateStatus one, Terminal terminal) {
    terminal.line(
        "%s  %s: %s"
            .formatted(
                one.image(),
                one.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                one.explanation()));
    one.publications()
        .forEach(
            by ->
                terminal.line(
                    "    published by %s as '%s', %s"
                        .formatted(by.source(), by.name(), by.publishedAt())));
    one.results().forEach(result -> terminal.line("    " + text(result)));
    if (!one.experiments().isEmpty()) {
      terminal.line("    used by " + String.join(", ", one.experiments()));
    }
  }

  private static String text(ModelResult result) {
    return result.dismissed() == null
        ? String.format(
            Locale.ROOT,
            "ranked as %s, %.3f, by %s, %s",
            result.predictedClass(),
            result.score(),
            result.experiment(),
            result.at())
        : "dismissed%s: %s, %s"
            .formatted(
                result.experiment() == null ? "" : " by " + result.experiment(),
                result.detail(),
                result.at());
  }
}
