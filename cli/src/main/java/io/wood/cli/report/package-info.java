/**
 * The comparison of arms as one HTML file that opens without a server: figures, pictures, the
 * hardest OoDs, parameters and times. Records in, text out; nothing here reads a store or a topic.
 */
package io.wood.cli.report;
