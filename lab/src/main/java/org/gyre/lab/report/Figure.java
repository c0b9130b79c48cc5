package org.gyre.lab.report;

/// A figure as plain data.
public interface Figure {}
