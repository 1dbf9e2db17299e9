/** Where the command line begins. Everything it does lives in the packages below this one. */
package io.wood.cli;
