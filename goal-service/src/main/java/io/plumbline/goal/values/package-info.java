/** The words that several aggregates of goal-service share: periods, scopes, codes, ids, refusals. */
@NullMarked
package io.plumbline.goal.values;

import org.jspecify.annotations.NullMarked;
