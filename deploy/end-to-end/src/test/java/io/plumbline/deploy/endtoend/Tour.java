package io.plumbline.deploy.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of the README's tour, with the answers that it promises. */
final class Tour {

    private static final Pattern SECTION = Pattern.compile("(?ms)^## A tour\\n(.*?)(?=^## |\\z)");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    /**
     * @param command a piece of bash
     * @param kind {@code json} or {@code text}
     * @param answer what it prints; an ellipsis stands for what differs from run to run
     */
    record Step(String command, String kind, String answer) {

        /** Whether it only reads, so that it may be asked again until what was written before has arrived. */
        boolean onlyReads() {
            return !command.contains(" -d '");
        }
    }

    private final String definitions;
    private final List<Step> steps;

    private Tour(String definitions, List<Step> steps) {
        this.definitions = definitions;
        this.steps = steps;
    }

    static Tour of(Path readme) throws IOException {
        Matcher section = SECTION.matcher(Files.readString(readme));
        if (!section.find()) {
            throw new IllegalStateException("the README has no section 'A tour'");
        }
        var definitions = new StringBuilder();
        var steps = new ArrayList<Step>();
        String command = "";
        Matcher fence = FENCE.matcher(section.group(1));
        while (fence.find()) {
            String text = fence.group(2);
            if (fence.group(1).equals("sh")) {
                definitions.append(command);
                command = text;
            } else {
                steps.add(new Step(command, fence.group(1), text));
                command = "";
            }
        }
        if (!command.isEmpty()) {
            throw new IllegalStateException("the tour's last command has no answer: " + command);
        }
        return new Tour(definitions.toString(), steps);
    }

    /** Commands without an answer: they define what the others use. */
    String definitions() {
        return definitions;
    }

    List<Step> steps() {
        return steps;
    }
}
