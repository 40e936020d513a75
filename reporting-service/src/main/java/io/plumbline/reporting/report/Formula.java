package io.plumbline.reporting.report;

/** The definition of a figure; a changed definition is a new version. */
public record Formula(String name, int version, String definition) {}
