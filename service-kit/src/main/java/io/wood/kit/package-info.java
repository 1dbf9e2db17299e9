/**
 * Shared by the four services: events over Kafka ({@code event}), threads of our own and their
 * liveness ({@code thread}), the store bean and its readiness ({@code artifact}), sign-in and roles
 * ({@code access}), problem details ({@code problem}), the watch over the parent process, and
 * defaults of the configuration. It contains no use case and nothing of the method.
 */
package io.wood.kit;
