/** Entry point of the command line. The packages below it do the work. */
package io.wood.cli;
