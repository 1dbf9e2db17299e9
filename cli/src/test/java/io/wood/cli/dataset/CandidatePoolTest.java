package io.wood.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidatePoolTest {
  @TempDir private Path folder;

  private void image(String name) throws IOException {
    Files.createDirectories(folder.resolve("candidates"));
    Files.write(folder.resolve("candidates").resolve(name), new byte[] {1});
  }

  private void table(String... lines) throws IOException {
    Files.write(folder.resolve("candidates.csv"), List.of(lines));
  }

  @Test
  void knowsWhichCandidatesHoldObjects() throws IOException {
    image("rails.jpg");
    image("herd.jpg");
    table("image,truth,source", "rails,unscreened,x", "herd,foreground:cow+person,y");

    CandidatePool pool = CandidatePool.read(folder);

    assertThat(pool.problems()).isEmpty();
    assertThat(pool.candidates())
        .extracting(CandidatePool.Candidate::name)
        .containsExactly("rails", "herd");
    assertThat(pool.candidates().get(0).labels()).isEmpty();
    assertThat(pool.candidates().get(1).labels()).containsExactly("cow", "person");
  }

  @Test
  void namesImagesThatAreInOneOfTheTwoPlacesOnly() throws IOException {
    image("unlisted.jpg");
    table("image,truth", "missing,unscreened");

    assertThat(CandidatePool.read(folder).problems())
        .extracting(ImportProblem::toString)
        .anyMatch(text -> text.contains("missing") && text.contains("no such image"))
        .anyMatch(text -> text.contains("unlisted") && text.contains("left out"));
  }

  @Test
  void asksForTheColumnsThatItNeeds() throws IOException {
    image("a.jpg");
    table("image,verdict", "a,none");

    assertThatThrownBy(() -> CandidatePool.read(folder))
        .hasMessageContaining("no column 'truth'")
        .hasMessageContaining("verdict");
  }
}
