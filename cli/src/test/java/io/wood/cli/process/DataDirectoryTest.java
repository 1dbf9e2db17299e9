package io.wood.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir private Path folder;

  @Test
  void isUsedByOneLauncherAtATime() throws IOException {
    DataDirectory data = new DataDirectory(folder);
    FileLock lock = data.lock();

    assertThatThrownBy(data::lock).hasMessageContaining("already running");

    lock.channel().close();
    data.lock().channel().close();
  }

  @Test
  void deletesNothingThatIsNotItsOwn() throws IOException {
    Files.writeString(folder.resolve("thesis.tex"), "irreplaceable");

    assertThatThrownBy(() -> new DataDirectory(folder).delete())
        .hasMessageContaining("no data directory of wood");

    assertThat(folder.resolve("thesis.tex")).exists();
  }

  @Test
  void keepsTheStoresKeysToItsOwner() throws IOException {
    DataDirectory data = new DataDirectory(folder);

    StoreKeys made = StoreKeys.readOrCreate(data.keys());

    assertThat(StoreKeys.readOrCreate(data.keys())).isEqualTo(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.keys())))
        .isEqualTo("rw-------");
    assertThat(made.toString()).doesNotContain(made.secret());
  }

  @Test
  void remembersWhatRuns() {
    DataDirectory data = new DataDirectory(folder);
    SystemState.ProcessId self = SystemState.ProcessId.of(ProcessHandle.current());
    SystemState state =
        new SystemState(
            self, List.of(new SystemState.Child("kafka", self, 9092, 0, "")), true, Instant.now());

    state.write(data);

    assertThat(SystemState.read(data)).contains(state);
    assertThat(state.running()).isTrue();
  }

  @Test
  void doesNotMistakeALaterProcessOfTheSameNumber() {
    ProcessHandle self = ProcessHandle.current();
    var earlier =
        new SystemState.ProcessId(
            self.pid(), self.info().startInstant().orElseThrow().minusSeconds(3600));

    assertThat(earlier.find()).isEmpty();
  }
}
