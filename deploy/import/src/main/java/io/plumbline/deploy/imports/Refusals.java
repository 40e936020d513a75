package io.plumbline.deploy.imports;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows that were refused as they came, each with its line and the reason, so that they can be mended and imported
 * again. The file appears when all is done; without refused rows there is none.
 */
final class Refusals implements AutoCloseable {

    private final Path file;
    private final Path unfinished;
    private final RefusedForm form;
    private @Nullable OutputStream out;

    Refusals(Path file, RefusedForm form) {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        this.form = form;
    }

    synchronized void add(Entry entry, List<Fault> faults) {
        String reason = faults.stream().map(Fault::toString).collect(Collectors.joining("; "));
        try {
            if (out == null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                out = new BufferedOutputStream(Files.newOutputStream(unfinished));
                form.encoding().write(form.begin(), out);
            }
            form.encoding().write(form.row(entry, reason), out);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Puts the file in its place, or takes that of an earlier import away where no row was refused. */
    synchronized void finish() {
        try {
            if (out == null) {
                Files.deleteIfExists(file);
            } else {
                out.close();
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
                out = null;
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** An import that did not finish leaves no file of refusals. */
    @Override
    public synchronized void close() {
        try {
            if (out != null) {
                out.close();
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
