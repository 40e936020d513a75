package io.plumbline.activity.pipelines;

import java.math.BigDecimal;
import java.util.List;

/**
 * A stage of a pipeline.
 *
 * @param key names it within its pipeline, for example {@code propose}
 * @param rank its place, from 1
 * @param probability of winning from here, a fraction of 1
 * @param exit what must be filled in before an opportunity may leave it forwards
 */
public record Stage(String key, String nameEn, String nameZh, int rank, BigDecimal probability, List<String> exit) {

    public Stage {
        exit = List.copyOf(exit);
    }
}
