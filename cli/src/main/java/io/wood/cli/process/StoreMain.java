package io.wood.cli.process;

import org.gaul.s3proxy.Main;

/** An S3 server over a folder. Argument: its properties file. */
final class StoreMain {
  private StoreMain() {}

  public static void main(String[] arguments) throws Exception {
    ParentWatch.start();
    Main.main(new String[] {"--properties", arguments[0]});
  }
}
