/// Numbers and symbols in text files: `.csv`, `.txt`, `.dat`.
///
/// Start with [org.gyre.data.text.TextMatrix], whose comment states the rules; [org.gyre.data.text.TextTable] keeps
/// its cells as text.
@NullMarked
package org.gyre.data.text;

import org.jspecify.annotations.NullMarked;
