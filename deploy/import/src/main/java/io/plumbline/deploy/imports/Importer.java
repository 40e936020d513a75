package io.plumbline.deploy.imports;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Imports a folder by a mapping, what others depend on first, and says what became of every row. */
public final class Importer {

    /**
     * What is asked for.
     *
     * @param mapping the mapping's file
     * @param folder with the exported files
     * @param dryRun whether everything is read and mapped and nothing is sent
     * @param mended whether the rows refused by an earlier import are read instead of the files
     * @param refused where refused rows are written; null for beside each file
     * @param terminal whether the progress may be drawn over itself
     */
    public record Settings(
            Path mapping,
            Path folder,
            boolean dryRun,
            boolean mended,
            @Nullable Path refused,
            boolean terminal) {}

    private final Settings settings;
    private final Mapping mapping;
    private final Lookups lookups;
    private final Zones zones;
    private final RefusedFiles refusedFiles;
    private final RefusedRows refusedRows = new RefusedRows();
    private final @Nullable Sender sender;
    private final PrintWriter out;
    private final List<String> summary = new ArrayList<>();
    private final List<Path> refused = new ArrayList<>();

    private Importer(Settings settings, @Nullable Sender sender, PrintWriter out) {
        this.settings = settings;
        this.sender = sender;
        this.out = out;
        mapping = Mapping.read(settings.mapping());
        if (!Files.isDirectory(settings.folder())) {
            throw new ImportFailure("There is no folder %s.".formatted(settings.folder()));
        }
        lookups = new Lookups(mapping, settings.folder());
        zones = new Zones(mapping.timeZone(), sender == null ? Zones.Known.NOTHING : new KnownZones(sender));
        refusedFiles = new RefusedFiles(mapping, settings.refused() == null ? settings.folder() : settings.refused());
    }

    /**
     * Returns whether every row was taken.
     *
     * @param address of the suite or the gateway, without a slash at its end
     * @param token of somebody in sales operations
     * @throws ImportFailure where it cannot go on; what was accepted by then stays
     */
    public static boolean run(Settings settings, String address, String token, PrintWriter out)
            throws InterruptedException {
        if (settings.dryRun()) {
            return new Importer(settings, null, out).run();
        }
        try (Sender sender = new Sender(address, token)) {
            return new Importer(settings, sender, out).run();
        }
    }

    /**
     * Checks a mapping, and with a folder also whether its files have the columns that it names. No row is mapped.
     *
     * @param folder with the exported files; null for the mapping alone
     * @throws ImportFailure naming what is wrong
     */
    public static void check(Path mapping, @Nullable Path folder, PrintWriter out) {
        Mapping read = Mapping.read(mapping);
        if (folder != null) {
            var importer = new Importer(new Settings(mapping, folder, true, false, null, false), null, out);
            read.imports().forEach(importer::requireFile);
        }
        out.println("%s can be used: %s%s"
                .formatted(
                        mapping,
                        read.imports().stream()
                                .map(Mapping.Import::into)
                                .distinct()
                                .collect(Collectors.joining(", ")),
                        folder == null ? "" : ", and the files have the columns that it names"));
        out.flush();
    }

    private boolean run() throws InterruptedException {
        long begin = System.nanoTime();
        List<Mapping.Import> inOrder = mapping.imports().stream()
                .sorted(Comparator.comparing(Mapping.Import::kind))
                .toList();
        inOrder.forEach(this::requireFile);
        if (settings.mended()) {
            inOrder.forEach(this::learn);
        }
        long rows = 0;
        for (Mapping.Import part : inOrder) {
            rows += run(part);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        out.println(Tally.header(settings.dryRun() ? "ready" : "accepted"));
        summary.forEach(out::println);
        out.println("%d rows in %.1f s, %.0f a second%s"
                .formatted(rows, seconds, rows / seconds, settings.dryRun() ? "; nothing was sent" : ""));
        refused.forEach(file -> out.println("refused rows, each with its line and reason: " + file));
        out.flush();
        return refused.isEmpty();
    }

    /** Before anything is sent, so that a wrong name costs nothing. */
    private void requireFile(Mapping.Import part) {
        Columns columns = new Columns(part, lookups);
        if (part.file() == null || settings.mended()) {
            return;
        }
        try (EntryFile file = EntryFile.open(settings.folder().resolve(part.file()), csv(part))) {
            if (!file.columns().isEmpty()) {
                columns.missing(file.columns()).forEach(out::println);
            }
        }
    }

    /** Where days begin is known from rows that were taken before, and the mended ones alone don't say it. */
    private void learn(Mapping.Import part) {
        Path file = part.file() == null ? null : settings.folder().resolve(part.file());
        if (part.kind() != Kind.TERRITORIES && part.kind() != Kind.CUSTOMERS || file != null && Files.notExists(file)) {
            return;
        }
        RowMapper mapper = mapper(part);
        for (Entry entry : file == null ? own(part) : EntryFile.all(file, csv(part))) {
            mapper.map(entry, new ArrayList<>());
        }
    }

    private Mapping.Csv csv(Mapping.Import part) {
        return Objects.requireNonNullElse(part.csv(), mapping.csv());
    }

    private long run(Mapping.Import part) throws InterruptedException {
        Path refusedRows = refusedFiles.of(part);
        if (settings.mended()) {
            return Files.exists(refusedRows) ? runFile(part, refusedRows, refusedRows) : 0;
        }
        return part.file() == null
                ? runRows(part, refusedRows)
                : runFile(part, settings.folder().resolve(part.file()), refusedRows);
    }

    private long runRows(Mapping.Import part, Path refusedRows) throws InterruptedException {
        Tally tally = new Tally();
        try (Refusals refusals = new Refusals(refusedRows, RefusedForm.ofRows(columns(part)));
                FileImport rows = new FileImport(part, mapper(part), sender, refusals, tally, this.refusedRows)) {
            for (Entry entry : own(part)) {
                rows.add(entry);
            }
            rows.finish();
            refusals.finish();
        }
        return done(part, tally, refusedRows);
    }

    private static List<String> columns(Mapping.Import part) {
        return part.rows().stream()
                .flatMap(row -> row.keySet().stream())
                .distinct()
                .toList();
    }

    /** The rows that stand in the mapping. */
    private static List<Entry> own(Mapping.Import part) {
        List<String> columns = columns(part);
        List<Entry> entries = new ArrayList<>();
        for (Map<String, @Nullable String> row : part.rows()) {
            Map<String, String> values = new LinkedHashMap<>();
            row.forEach((key, value) -> values.put(key, Objects.requireNonNullElse(value, "")));
            List<String> raw = columns.stream()
                    .map(column -> values.getOrDefault(column, ""))
                    .toList();
            // numbers in a mapping are written as YAML writes them
            entries.add(new Entry(entries.size() + 1L, values, values.keySet(), RefusedForm.raw(raw), ""));
        }
        return entries;
    }

    private long runFile(Mapping.Import part, Path input, Path refusedRows) throws InterruptedException {
        Tally tally = new Tally();
        long size = Math.max(1, size(input));
        Mapping.Csv csv = part.file() == null ? Mapping.Csv.PLAIN : csv(part);
        try (EntryFile file = settings.mended() ? EntryFile.openMended(input, csv) : EntryFile.open(input, csv);
                Refusals refusals = new Refusals(refusedRows, file.form());
                FileImport rows = new FileImport(part, mapper(part), sender, refusals, tally, this.refusedRows);
                Progress progress = new Progress(
                        out,
                        settings.terminal(),
                        part.title(),
                        () -> Math.min(1.0, (double) file.position() / size),
                        tally::done)) {
            for (Entry entry = file.next(); entry != null; entry = file.next()) {
                rows.add(entry);
            }
            rows.finish();
            refusals.finish();
        }
        return done(part, tally, refusedRows);
    }

    private RowMapper mapper(Mapping.Import part) {
        return new RowMapper(mapping, part, lookups, zones);
    }

    private long done(Mapping.Import part, Tally tally, Path refusedRows) {
        summary.add(tally.line(part.title(), part.into()));
        if (tally.hasRefused()) {
            refused.add(refusedRows);
        }
        return tally.done();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new ImportFailure("%s cannot be read (%s).".formatted(file, e), e);
        }
    }
}
