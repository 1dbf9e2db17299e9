/**
 * Renders the comparison of arms as one HTML file that opens without a server: metrics, pictures,
 * the hardest OoDs, parameters and times. Takes records and returns text; reads no store and no
 * topic.
 */
package io.wood.cli.report;
