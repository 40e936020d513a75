package io.plumbline.activity.pipelines;

import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One version of a pipeline; it never changes. An opportunity keeps the version that it was opened under.
 *
 * @param pipeline names the pipeline, for example {@code default}
 * @param version from 1
 * @param stages in their order
 * @param lenient whether the exit templates of stages that are skipped need not be filled in
 */
public record Pipeline(String pipeline, int version, List<Stage> stages, boolean lenient) {

    /** The name of the pipeline that everybody has. */
    public static final String DEFAULT = "default";

    /** What {@link #DEFAULT} is until somebody defines another version of it. */
    public static final Pipeline FIRST_DEFAULT = new Pipeline(
            DEFAULT,
            1,
            List.of(
                    new Stage("develop", "Develop", "客户开发", 1, new BigDecimal("0.05"), List.of()),
                    new Stage("confirm-need", "Confirm need", "需求确认", 2, new BigDecimal("0.20"), List.of()),
                    new Stage("propose", "Propose", "方案提供", 3, new BigDecimal("0.40"), List.of()),
                    new Stage("quote", "Quote", "报价", 4, new BigDecimal("0.60"), List.of()),
                    new Stage("negotiate", "Negotiate", "谈判", 5, new BigDecimal("0.80"), List.of())),
            false);

    /** @throws CommandRejected where stages repeat, or a later one is less probable */
    public Pipeline {
        stages = List.copyOf(stages);
        List<Violation> violations = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        BigDecimal before = BigDecimal.ZERO;
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            String field = "stages[" + i + "]";
            if (!keys.add(stage.key())) {
                violations.add(new Violation("unique-stage", field + ".key", stage.key() + " is there twice"));
            }
            if (stage.probability().compareTo(before) < 0) {
                violations.add(new Violation(
                        "growing-probability",
                        field + ".probability",
                        "a later stage is at least as probable as the one before it"));
            }
            before = stage.probability();
        }
        if (stages.isEmpty()) {
            violations.add(new Violation("stages", "stages", "a pipeline has at least one stage"));
        }
        if (!violations.isEmpty()) {
            throw CommandRejected.invalid(violations);
        }
    }

    /**
     * The stages whose exit templates ask to be filled in on the way from one rank up to another: the one that is left, and
     * those that are skipped unless the pipeline is lenient. None on a way back.
     */
    public List<Stage> passed(int from, int to) {
        return stages.stream()
                .filter(stage -> stage.rank() < to && (lenient ? stage.rank() == from : stage.rank() >= from))
                .toList();
    }

    /** Where every opportunity begins. */
    public Stage first() {
        return stages.getFirst();
    }

    /** @throws CommandRejected where this pipeline has no such stage */
    public Stage stage(String field, String key) {
        return stages.stream()
                .filter(stage -> stage.key().equals(key))
                .findAny()
                .orElseThrow(() -> CommandRejected.invalid(
                        "known-stage",
                        field,
                        "version " + version + " of the pipeline " + pipeline + " has no stage " + key + " but "
                                + stages.stream().map(Stage::key).toList()));
    }
}
