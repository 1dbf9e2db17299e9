import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

/** Loads PyTorch from the libraries of the image and adds two numbers: the build stops when that fails. */
public final class EngineCheck {
  private EngineCheck() {}

  public static void main(String[] arguments) {
    try (NDManager manager = NDManager.newBaseManager()) {
      float sum = manager.create(new float[] {1, 2}).sum().getFloat();
      if (sum != 3) {
        throw new IllegalStateException("1 + 2 is " + sum);
      }
    }
    System.out.println(Engine.getInstance());
  }
}
