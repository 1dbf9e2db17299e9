package io.wood.store;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * A list of a record that may be too long for memory, see {@link Json#read(java.io.InputStream,
 * Class, LongList)}.
 *
 * @param name the record's component
 * @param element type of the elements
 * @param each takes the elements, one at a time
 */
public record LongList<E>(String name, Class<E> element, Consumer<E> each) {
  public LongList {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(element, "element");
    Objects.requireNonNull(each, "each");
  }
}
