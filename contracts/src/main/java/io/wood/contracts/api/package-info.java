/**
 * JSON bodies of the services' HTTP interfaces, one package per service. Services, command line and
 * benchmarks share these records, so that a property has one name and one type. Depends on events,
 * parameters and artifacts; nothing here may depend on a JSON library.
 */
package io.wood.contracts.api;
