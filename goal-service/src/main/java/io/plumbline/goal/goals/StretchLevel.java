package io.plumbline.goal.goals;

import java.math.BigDecimal;

/** A target beyond the target. */
record StretchLevel(String name, BigDecimal target) {}
