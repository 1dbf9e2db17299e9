/** HTTP bodies of the curation service: candidates, decisions and statistics. */
package io.wood.contracts.api.curation;
