/** HTTP bodies of the ranker: uploads, classifier selection and status. */
package io.wood.contracts.api.ranker;
