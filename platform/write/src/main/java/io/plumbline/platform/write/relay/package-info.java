/**
 * Event store to Kafka: every committed event once, in the order of its aggregate, without relying on clocks.
 *
 * <p>A cursor over the identity column alone loses events, because a transaction that drew a low index may commit after
 * one that drew a higher. {@link io.plumbline.platform.write.relay.UnpublishedEvents} therefore stops at every gap until
 * PostgreSQL's own locks prove that nobody can fill it any more.
 */
@NullMarked
package io.plumbline.platform.write.relay;

import org.jspecify.annotations.NullMarked;
