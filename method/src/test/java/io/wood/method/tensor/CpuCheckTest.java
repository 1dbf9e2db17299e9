package io.wood.method.tensor;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class CpuCheckTest {
  private static final String ZEN_5 =
      """
      processor\t: 0
      vendor_id\t: AuthenticAMD
      cpu family\t: 26
      model\t\t: 2
      flags\t\t: fpu avx2 avx512f avx512_bf16
      """;

  @Test
  void aProcessorWithWrongConvolutionsIsRefusedWithTheRemedy() {
    assertThatThrownBy(() -> CpuCheck.require(ZEN_5, null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ONEDNN_MAX_CPU_ISA=AVX2");
  }

  @Test
  void itIsAcceptedWithTheLimit() {
    assertThatCode(() -> CpuCheck.require(ZEN_5, "AVX2")).doesNotThrowAnyException();
  }

  @Test
  void otherProcessorsAreAccepted() {
    assertThatCode(() -> CpuCheck.require(ZEN_5.replace(": 26", ": 25"), null))
        .doesNotThrowAnyException();
    assertThatCode(() -> CpuCheck.require(ZEN_5.replace("AuthenticAMD", "GenuineIntel"), null))
        .doesNotThrowAnyException();
    assertThatCode(() -> CpuCheck.require("", null)).doesNotThrowAnyException();
  }
}
