package io.wood.bench.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.cli.console.Terminal;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The small ledger: the packaged ranker and curation, a real broker and a real store. */
@Tag("faults")
class LedgerIT {
  @Test
  void balancesWhileProcessesAreKilled() throws IOException {
    // Given a seed that kills each of the two services once
    LedgerCommand command =
        CommandLine.populateCommand(
            new LedgerCommand(), "--images=200", "--kills=2", "--seed=2", "--wait=PT2M");

    // When
    LedgerBook book = command.run(Terminal.standard());

    // Then
    assertThat(book.unfinished()).isEmpty();
    assertThat(book.doubled()).isEmpty();
    assertThat(book.lost()).isEmpty();
    assertThat(book.counts())
        .containsEntry("images", 200)
        .containsKeys("dismissed UNUSABLE", "dead-lettered images");
    assertThat(book.counts().get("ranked")).isGreaterThan(100);
    assertThat(book.counts().get("decisions")).isGreaterThan(100);
  }
}
