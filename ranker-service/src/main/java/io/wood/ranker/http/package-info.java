/** HTTP resources of the ranker: submitting candidates, status and classifier selection. */
package io.wood.ranker.http;
