/**
 * The suite on one machine: one process with PostgreSQL, Kafka, the sign-in and the web address in it, and the four services as
 * processes of their own.
 */
@NullMarked
package io.plumbline.deploy.suite;

import org.jspecify.annotations.NullMarked;
