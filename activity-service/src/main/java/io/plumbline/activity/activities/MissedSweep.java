package io.plumbline.activity.activities;

import io.plumbline.activity.values.ActivityId;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.BackgroundCommands;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Marks as missed what was planned for a day that is over. Several replicas may sweep at once: the activity itself decides,
 * and the second of two finds nothing left to do.
 */
@Component
class MissedSweep {

    private static final Logger log = LoggerFactory.getLogger(MissedSweep.class);
    private static final Actor SELF = Actor.service("activity-service");
    private static final int BATCH = 200;
    private static final int MOST_BATCHES = 50;

    private final ActivityView view;
    private final BackgroundCommands commands;

    MissedSweep(ActivityView view, BackgroundCommands commands) {
        this.view = view;
        this.commands = commands;
    }

    @Scheduled(
            fixedDelayString = "${plumbline.activities.missed-sweep:PT1M}",
            initialDelayString = "${plumbline.activities.missed-sweep:PT1M}")
    void sweep() {
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            List<String> overdue = view.plannedAndOver(BATCH);
            for (String activity : overdue) {
                try {
                    commands.send(new ActivityCommand.MarkMissed(new ActivityId(activity)), SELF);
                } catch (RuntimeException e) {
                    // the next sweep meets it again; the others must not wait for it
                    log.warn("activity {} could not be marked as missed", activity, e);
                    return;
                }
            }
            if (overdue.size() < BATCH) {
                return;
            }
        }
    }
}
