package io.plumbline.platform.write.command;

/**
 * What a command that was accepted answers.
 *
 * @param id the aggregate's identifier
 * @param version the sequence number of the aggregate's last event, 0 for the first; it is also the ETag
 */
public record Answer(String id, long version) {}
