package io.plumbline.goal.practices;

import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.PracticeId;

/** What a retrospective adds to the library. */
public record Learned(PracticeId practiceId, Kind kind, String title, String text, GoalId learnedFrom) {

    /** Whether it is to be kept up as the way to work, or to be done better. */
    public enum Kind {
        PRACTICE,
        IMPROVEMENT
    }
}
