package io.plumbline.platform.write.command;

import org.jspecify.annotations.Nullable;

/**
 * One rule that a command broke.
 *
 * @param rule the rule's name in kebab case, stable, for programs
 * @param field the path of the field at fault; null where the rule concerns the whole
 * @param message one sentence for a person
 */
public record Violation(String rule, @Nullable String field, String message) {}
