package io.plumbline.reporting.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/** The scripts that define the reports, in the order that {@code db/reports/load-order.txt} states. */
final class ReportScripts {

    private static final String FOLDER = "db/reports/";

    private ReportScripts() {}

    /** What each script says; the first clears away what the scripts made before. */
    static List<String> inOrder() {
        return names().stream().map(name -> read(FOLDER + name)).toList();
    }

    static List<String> names() {
        return read(FOLDER + "load-order.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    static String read(String path) {
        try {
            return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
