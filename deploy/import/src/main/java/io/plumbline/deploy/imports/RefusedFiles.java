package io.plumbline.deploy.imports;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Where the refused rows of each import of a mapping are written: no two write to one file. */
final class RefusedFiles {

    private final Map<Mapping.Import, Path> files = new IdentityHashMap<>();

    /** @param folder beside the files, or another that was named */
    RefusedFiles(Mapping mapping, Path folder) {
        Set<String> taken = new HashSet<>();
        for (Mapping.Import part : mapping.imports()) {
            String base = base(mapping, part);
            String name = base;
            for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
                name = base + "-" + i;
            }
            boolean isNdjson = part.file() != null && EntryFile.isNdjson(Path.of(part.file()));
            files.put(part, folder.resolve(name + ".refused." + (isNdjson ? "ndjson" : "csv")));
        }
    }

    Path of(Mapping.Import part) {
        return Objects.requireNonNull(files.get(part), part.into());
    }

    /** The file's name; with the kind of the rows where several imports read it. */
    private static String base(Mapping mapping, Mapping.Import part) {
        if (part.file() == null) {
            return "own-" + part.into();
        }
        long sharing = mapping.imports().stream()
                .filter(other -> part.file().equals(other.file()))
                .count();
        return part.file() + (sharing > 1 ? "." + part.into() : "");
    }
}
