/** HTTP bodies of the repair of dead letters, the same in every service. */
package io.wood.contracts.api.repair;
