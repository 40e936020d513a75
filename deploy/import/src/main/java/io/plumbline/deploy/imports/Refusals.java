package io.plumbline.deploy.imports;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the rows that were refused as they came, each with its line and the reason, so that they can be mended and imported
 * again. The file appears when all is done; without refused rows there is none.
 */
final class Refusals implements AutoCloseable {

    static final String LINE = "refused_line";
    static final String REASON = "refused_reason";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final Path unfinished;
    private final Mapping.Csv csv;
    private final List<String> columns;
    private @Nullable BufferedWriter writer;

    /** @param columns of the original; those that an earlier refusal added are written anew */
    Refusals(Path file, Mapping.Csv csv, List<String> columns) {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        this.csv = csv;
        this.columns = columns.stream()
                .filter(column -> !column.equals(LINE) && !column.equals(REASON))
                .toList();
    }

    synchronized void add(Entry entry, List<Fault> faults) {
        String reason = faults.stream().map(Fault::toString).collect(Collectors.joining("; "));
        try {
            if (writer == null) {
                writer = Files.newBufferedWriter(unfinished, Charset.forName(csv.encoding()));
                if (!EntryFile.isNdjson(file)) {
                    write(writer, columns, LINE, REASON);
                }
            }
            if (EntryFile.isNdjson(file)) {
                Map<String, Object> object = new LinkedHashMap<>(entry.values());
                object.put(LINE, entry.line());
                object.put(REASON, reason);
                writer.write(JSON.writeValueAsString(object) + "\n");
            } else {
                List<String> values = columns.stream()
                        .map(column -> Objects.requireNonNullElse(entry.values().get(column), ""))
                        .toList();
                write(writer, values, Long.toString(entry.line()), reason);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void write(BufferedWriter to, List<String> values, String line, String reason) throws IOException {
        List<String> all = new ArrayList<>(values);
        all.add(line);
        all.add(reason);
        to.write(all.stream().map(this::quoted).collect(Collectors.joining(csv.delimiter())));
        to.write("\n");
    }

    private String quoted(String value) {
        boolean plain = !value.contains(csv.delimiter())
                && !value.contains(csv.quote())
                && value.indexOf('\n') < 0
                && value.indexOf('\r') < 0;
        return plain ? value : csv.quote() + value.replace(csv.quote(), csv.quote() + csv.quote()) + csv.quote();
    }

    /** Puts the file in its place, or takes that of an earlier import away where no row was refused. */
    synchronized void finish() {
        try {
            if (writer == null) {
                Files.deleteIfExists(file);
            } else {
                writer.close();
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
                writer = null;
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** An import that did not finish leaves no file of refusals. */
    @Override
    public synchronized void close() {
        try {
            if (writer != null) {
                writer.close();
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private ImportFailure unwritable(IOException e) {
        return new ImportFailure(
                "The refused rows cannot be written to %s (%s); --refused FOLDER names another place."
                        .formatted(file, e),
                e);
    }
}
