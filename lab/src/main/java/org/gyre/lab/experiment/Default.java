package org.gyre.lab.experiment;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The value of a configuration record's component when the TOML file does not give it, as TOML text:
/// `@Default("0.01")`, `@Default("true")`, `@Default("\"every-block\"")`, `@Default("[1, 2]")`. Text and enum
/// constants may go without quotes.
///
/// A component that is neither given nor has a default is `null` when it is `@Nullable`, is built from its own
/// defaults when it is a record, and is otherwise an error.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
    String value();
}
