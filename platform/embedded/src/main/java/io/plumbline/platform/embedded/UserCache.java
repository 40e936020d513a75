package io.plumbline.platform.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A folder of this user's own that outlives processes. Programs are run from it, so it is used only where nobody else can have
 * put them there.
 */
final class UserCache {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private UserCache() {}

    /**
     * The cache of this user: {@code XDG_CACHE_HOME}, {@code ~/Library/Caches} or {@code ~/.cache}.
     *
     * @throws UncheckedIOException where it cannot be made, is another user's, or others can write to it
     */
    static Path folder() {
        return ownFolder(base().resolve("plumbline"));
    }

    private static Path base() {
        Optional<Path> configured = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .filter(Path::isAbsolute);
        Path home = Path.of(System.getProperty("user.home"));
        Path library = home.resolve("Library").resolve("Caches");
        return configured.orElseGet(() -> Files.isDirectory(library) ? library : home.resolve(".cache"));
    }

    /**
     * Makes the folder, or makes sure of one that is there.
     *
     * @throws UncheckedIOException where it cannot be made, is another user's, or others can write to it
     */
    static Path ownFolder(Path folder) {
        try {
            Files.createDirectories(folder.getParent());
            if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                return Files.createDirectories(folder);
            }
            try {
                return Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            } catch (FileAlreadyExistsException there) {
                requireOwn(folder);
                close(folder);
                return folder;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes from everybody but the owner what they may do in the folder. */
    static void close(Path folder) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, OWNER_ONLY);
        }
    }

    private static void requireOwn(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(folder + " is not a folder; remove it");
        }
        // the owner of a file that this process makes, which as root in a container is not always the user's name
        Path probe = Files.createTempFile("plumbline-", ".owner");
        try {
            if (!Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(probe))) {
                throw new IOException(folder + " belongs to another user, so that nothing is run from it; remove it");
            }
        } finally {
            Files.delete(probe);
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(folder + " can be written by others, so that nothing is run from it; remove it");
        }
    }
}
