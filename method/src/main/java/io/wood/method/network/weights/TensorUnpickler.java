package io.wood.method.network.weights;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Unpickles a checkpoint without executing anything: {@link PickledName} has the list of what
 * becomes a value, all else becomes an {@link InertObject}. Announced lengths are compared with the
 * rest of the file before anything is allocated.
 */
final class TensorUnpickler extends Unpickler {
  /** A checkpoint of a network of a thousand arrays needs fewer than a hundred thousand. */
  private static final int MAX_STEPS = 4_000_000;

  private final Function<String, ByteBuffer> storages;
  private final Map<String, String> types = new HashMap<>();
  private int steps;

  /**
   * @param storages gives the bytes of a storage by its key, once all is read
   */
  TensorUnpickler(Function<String, ByteBuffer> storages) {
    this.storages = storages;
  }

  /**
   * Reads the next object.
   *
   * @param in stays behind the object
   * @throws WrongWeightsException when it is no pickle
   */
  Object read(ByteArrayInputStream in) {
    try {
      return load(in);
    } catch (WrongWeightsException wrong) {
      throw wrong;
    } catch (IOException | RuntimeException | StackOverflowError broken) {
      // The library answers damaged pickles with whatever its collections throw.
      throw new WrongWeightsException(
          "the weights file is damaged: " + broken.getMessage(), broken);
    }
  }

  @Override
  protected Object dispatch(short key) throws IOException {
    if (++steps > MAX_STEPS) {
      throw new PickleException("it describes more than " + MAX_STEPS + " objects");
    }
    requireAnnounced(key);
    switch (key) {
      case Opcodes.GLOBAL -> name(PickleUtils.readline(input), PickleUtils.readline(input));
      case Opcodes.STACK_GLOBAL -> {
        Object name = stack.pop();
        name(String.valueOf(stack.pop()), String.valueOf(name));
      }
      case Opcodes.INST -> {
        name(PickleUtils.readline(input), PickleUtils.readline(input));
        Object name = stack.pop();
        construct(name, stack.pop_all_since_marker().toArray());
      }
      case Opcodes.OBJ -> {
        List<Object> all = stack.pop_all_since_marker();
        construct(all.get(0), all.subList(1, all.size()).toArray());
      }
      case Opcodes.NEWOBJ_EX -> {
        stack.pop();
        reduce();
      }
      case Opcodes.REDUCE, Opcodes.NEWOBJ -> reduce();
      case Opcodes.BUILD -> build(stack.pop());
      case Opcodes.APPEND -> append(Collections.singletonList(stack.pop()));
      case Opcodes.APPENDS, Opcodes.ADDITEMS -> append(stack.pop_all_since_marker());
      case Opcodes.SETITEM -> {
        Object value = stack.pop();
        set(new Object[] {stack.pop(), value});
      }
      case Opcodes.SETITEMS -> set(stack.pop_all_since_marker().toArray());
      default -> {
        return super.dispatch(key);
      }
    }
    return NO_RETURN_VALUE;
  }

  /** Compares the length that follows some codes with what is left of the file. */
  private void requireAnnounced(short key) throws IOException {
    int width =
        switch (key) {
          case Opcodes.BINUNICODE, Opcodes.BINSTRING, Opcodes.BINBYTES, Opcodes.LONG4 -> 4;
          case Opcodes.BINUNICODE8, Opcodes.BINBYTES8, Opcodes.BYTEARRAY8 -> 8;
          default -> 0;
        };
    if (width == 0) {
      return;
    }
    InputStream in = input;
    in.mark(width);
    byte[] little = in.readNBytes(width);
    in.reset();
    long length = 0;
    for (int i = little.length - 1; i >= 0; i--) {
      length = (length << 8) | (little[i] & 0xff);
    }
    if (length < 0 || length > in.available()) {
      throw new PickleException(
          "it announces %d bytes where %d are left".formatted(length, in.available()));
    }
  }

  private void name(String module, String name) {
    boolean old = module.equals("__builtin__");
    stack.add(new PickledName(old ? "builtins" : module, name));
  }

  private void reduce() {
    Object arguments = stack.pop();
    construct(stack.pop(), arguments instanceof Object[] values ? values : new Object[0]);
  }

  private void construct(Object callable, Object... arguments) {
    stack.add(
        callable instanceof IObjectConstructor constructor
            ? constructor.construct(arguments)
            : new InertObject("object"));
  }

  /** Attributes become entries of an inert object; those of other objects are passed over. */
  private void build(Object state) {
    Object attributes = state instanceof Object[] pair && pair.length > 0 ? pair[0] : state;
    if (stack.peek() instanceof InertObject target && attributes instanceof Map<?, ?> map) {
      target.putAll(map);
    }
  }

  @SuppressWarnings("unchecked")
  private void append(List<Object> items) {
    if (stack.peek() instanceof ArrayList<?> list) {
      ((ArrayList<Object>) list).addAll(items);
    } else if (stack.peek() instanceof HashSet<?> set) {
      ((HashSet<Object>) set).addAll(items);
    }
  }

  @SuppressWarnings("unchecked")
  private void set(Object... pairs) {
    if (stack.peek() instanceof Map<?, ?> map) {
      for (int i = 0; i + 1 < pairs.length; i += 2) {
        ((Map<Object, Object>) map).put(pairs[i], pairs[i + 1]);
      }
    }
  }

  /** ("storage", type, key, location, count), and in old files (view key, offset, count). */
  @Override
  protected Object persistentLoad(Object reference) {
    if (reference instanceof Object[] id
        && id.length > 2
        && "storage".equals(id[0])
        && id[1] instanceof PickledName type) {
      String key = String.valueOf(id[2]);
      types.putIfAbsent(key, type.simpleName());
      long first =
          id.length > 5 && id[5] instanceof Object[] view && view[1] instanceof Number offset
              ? offset.longValue()
              : 0;
      return new StoredTensor.Storage(type.simpleName(), first, new StorageBytes(storages, key));
    }
    return new InertObject("a persistent object");
  }

  /** The name of a storage's type; empty when nothing refers to it. */
  String typeOf(String key) {
    return types.getOrDefault(key, "");
  }

  /** The bytes of one storage; equal for equal keys. */
  private record StorageBytes(Function<String, ByteBuffer> storages, String key)
      implements Supplier<ByteBuffer> {
    @Override
    public ByteBuffer get() {
      return storages.apply(key);
    }
  }
}
