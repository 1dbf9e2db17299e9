package io.wood.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.parameter.Architecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.TypeConversionException;

class ArchitectureConverterTest {
  private final ArchitectureConverter converter = new ArchitectureConverter();

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void readsEveryNameThatJsonHas(Architecture architecture) {
    assertThat(converter.convert(architecture.wireName())).isEqualTo(architecture);
    assertThat(converter.convert(architecture.name())).isEqualTo(architecture);
  }

  @Test
  void namesTheArchitecturesWhenItKnowsNoneOfTheName() {
    assertThatThrownBy(() -> converter.convert("vgg16"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'vgg16' is unknown; choose one of [mobilenet_v2, resnet18, resnet50, small]");
  }
}
