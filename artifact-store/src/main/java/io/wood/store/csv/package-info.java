/**
 * Reads and writes CSV files. Imports and exports of all modules use this one codec; the library
 * behind it appears nowhere else.
 */
package io.wood.store.csv;
