package io.plumbline.platform.embedded;

/**
 * A PostgreSQL database and the role that owns it.
 *
 * @param jdbcUrl where to connect, without credentials
 * @param user the owning role
 * @param password of that role
 */
public record Database(String jdbcUrl, String user, String password) {

    @Override
    public String toString() {
        return user + "@" + jdbcUrl;
    }
}
