package io.wood.cli.process;

import org.gaul.s3proxy.Main;

/** Runs an S3 server on a folder. Argument: its properties file. */
final class StoreMain {
  private StoreMain() {}

  public static void main(String[] arguments) throws Exception {
    ParentWatch.start();
    Main.main(new String[] {"--properties", arguments[0]});
  }
}
