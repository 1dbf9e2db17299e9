/**
 * The files of the views on disk: which failures of them last, and what the next start does. Uses
 * no other package of this service.
 */
package io.wood.curation.file;
