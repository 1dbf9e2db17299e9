/** HTTP resources of the curation service and its readiness check. */
package io.wood.curation.http;
