/// Numbers in text files: `.csv`, `.txt`, `.dat`.
///
/// Start with [org.gyre.data.text.TextMatrix], whose comment states the rules.
@NullMarked
package org.gyre.data.text;

import org.jspecify.annotations.NullMarked;
