package io.wood.cli.option;

import io.wood.contracts.parameter.Architecture;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an architecture as JSON has it; a refusal lists those names. */
public final class ArchitectureConverter implements ITypeConverter<Architecture> {
  @Override
  public Architecture convert(String name) {
    return Architecture.find(name.toLowerCase(Locale.ROOT))
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is unknown; choose one of %s".formatted(name, Architecture.names())));
  }
}
