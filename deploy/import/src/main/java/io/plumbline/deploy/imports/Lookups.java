package io.plumbline.deploy.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The files in which values are looked up, read once. */
final class Lookups {

    private final Map<String, Map<String, List<Entry>>> rows = new HashMap<>();
    private final Map<String, Set<String>> columns = new HashMap<>();

    /** @throws ImportFailure where a file is missing, or a row of it cannot be read */
    Lookups(Mapping mapping, Path folder) {
        mapping.lookups().forEach((name, lookup) -> {
            Path file = folder.resolve(lookup.file());
            Map<String, List<Entry>> byKey = new HashMap<>();
            Set<String> known = new HashSet<>();
            for (Entry entry : EntryFile.all(file, Objects.requireNonNullElse(lookup.csv(), mapping.csv()))) {
                if (!entry.faulty().isEmpty()) {
                    throw new ImportFailure("%s, line %d %s.".formatted(file, entry.line(), entry.faulty()));
                }
                known.addAll(entry.values().keySet());
                byKey.computeIfAbsent(entry.value(lookup.key()), key -> new ArrayList<>())
                        .add(entry);
            }
            if (!known.isEmpty() && !known.contains(lookup.key())) {
                throw new ImportFailure("%s has no column %s, which lookups.%s names; it has %s."
                        .formatted(file, lookup.key(), name, known));
            }
            rows.put(name, byKey);
            columns.put(name, known);
        });
    }

    /** The rows of a lookup that have the key; empty where none has it. */
    List<Entry> rows(String lookup, String key) {
        return Objects.requireNonNullElse(rows.getOrDefault(lookup, Map.of()).get(key), List.of());
    }

    Set<String> columns(String lookup) {
        return columns.getOrDefault(lookup, Set.of());
    }
}
