@NullMarked
package org.gyre.app.fetch;

import org.jspecify.annotations.NullMarked;
