package io.wood.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessMemoryTest {
  @Test
  @EnabledOnOs(OS.LINUX)
  void hasAPeakOfAtLeastTheResidentMemory() {
    long resident = ProcessMemory.resident(ProcessHandle.current());

    assertThat(resident).isGreaterThan(1 << 20);
    assertThat(ProcessMemory.peak(ProcessHandle.current())).isGreaterThanOrEqualTo(resident);
  }
}
