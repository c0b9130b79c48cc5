package org.gyre.data.npy;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.gyre.core.InputException;
import org.gyre.data.FileKind;
import org.jspecify.annotations.Nullable;

/// The text header of a `.npy` file, such as
///
///     {'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }
///
/// It looks like Python and is read by a fixed grammar in one pass, without recursion and without
/// evaluation: an opening brace, the three keys once each in any order, a quoted string, `True` or
/// `False`, a flat tuple of whole numbers, a closing brace, white space.
final class NpyHeader {
    /// NumPy itself allows 64 dimensions; a Java array of more than 31 dimensions larger than 1
    /// could not exist.
    private static final int MAX_RANK = 64;

    final DType dtype;
    final ByteOrder order;
    final boolean fortranOrder;
    final int[] shape;

    private NpyHeader(DType dtype, ByteOrder order, boolean fortranOrder, int[] shape) {
        this.dtype = dtype;
        this.order = order;
        this.fortranOrder = fortranOrder;
        this.shape = shape;
    }

    /// @param name of the file, for messages
    /// @throws InputException if the text breaks the grammar or names a type that is not read
    static NpyHeader parse(String name, byte[] text) {
        return new Parser(name, new String(text, StandardCharsets.UTF_8)).header();
    }

    /// The header of an array, without padding.
    static String format(NpyArray array) {
        return "{'descr': '" + array.dtype().descriptor() + "', 'fortran_order': False, 'shape': "
                + NpyArray.shapeText(array.shape()) + ", }";
    }

    private static final class Parser {
        private final String name;
        private final String text;
        private int at;

        Parser(String name, String text) {
            this.name = name;
            this.text = text;
        }

        NpyHeader header() {
            String descriptor = null;
            Boolean fortranOrder = null;
            int[] shape = null;
            expect('{', "an opening brace");
            while (peek() != '}') {
                int keyAt = at;
                String key = string("a key");
                expect(':', "a colon after the key");
                switch (key) {
                    case "descr" -> descriptor = once(descriptor, descriptor(), keyAt);
                    case "fortran_order" -> fortranOrder = once(fortranOrder, truth(), keyAt);
                    case "shape" -> shape = once(shape, shape(), keyAt);
                    default ->
                        throw malformed(
                                "the key '" + FileKind.printable(key) + "' is not one of descr, fortran_order, shape",
                                keyAt);
                }
                if (peek() != ',') {
                    break;
                }
                at++;
            }
            expect('}', "a closing brace");
            if (peek() != END) {
                throw malformed("there is text after the closing brace", at);
            }
            if (descriptor == null || fortranOrder == null || shape == null) {
                throw malformed("a key is missing of descr, fortran_order, shape", at);
            }
            return typed(descriptor, fortranOrder, shape);
        }

        private NpyHeader typed(String descriptor, boolean fortranOrder, int[] shape) {
            DType dtype = descriptor.isEmpty() ? null : DType.ofKindAndSize(descriptor.substring(1));
            char order = descriptor.isEmpty() ? '?' : descriptor.charAt(0);
            if (dtype == null || (order != '<' && order != '>' && !(order == '|' && dtype.bytes() == 1))) {
                throw new InputException(name + ": elements of type '" + FileKind.printable(descriptor)
                        + "' are not read" + reason(descriptor)
                        + "; save them as one of bool, int8 to int64, uint8 to uint64, float16 to float64");
            }
            return new NpyHeader(
                    dtype, order == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, fortranOrder, shape);
        }

        private static String reason(String descriptor) {
            if (descriptor.contains("c")) {
                return " (complex numbers; save real and imaginary parts by themselves)";
            }
            return descriptor.contains("O") ? " (Python objects can run code)" : "";
        }

        private <T> T once(@Nullable T before, T value, int keyAt) {
            if (before != null) {
                throw malformed("a key stands twice", keyAt);
            }
            return value;
        }

        private String descriptor() {
            if (peek() == '[') {
                throw new InputException(
                        name + ": structured arrays are not read; save each field as an array of its own");
            }
            return string("a quoted element type");
        }

        private boolean truth() {
            peek();
            if (text.startsWith("True", at)) {
                at += 4;
                return true;
            }
            if (text.startsWith("False", at)) {
                at += 5;
                return false;
            }
            throw malformed("fortran_order is neither True nor False", at);
        }

        private int[] shape() {
            int[] extents = new int[MAX_RANK];
            int rank = 0;
            expect('(', "an opening parenthesis of the shape");
            while (peek() != ')') {
                if (rank == MAX_RANK) {
                    throw malformed("the shape has more than " + MAX_RANK + " dimensions", at);
                }
                extents[rank++] = extent();
                if (peek() != ',') {
                    if (rank == 1) {
                        throw malformed("a shape of one dimension needs a comma, as in (3,)", at);
                    }
                    break;
                }
                at++;
            }
            expect(')', "a closing parenthesis of the shape");
            return java.util.Arrays.copyOf(extents, rank);
        }

        /// A whole number that fits an int, with the `L` that Python 2 wrote behind longs.
        private int extent() {
            int start = at;
            long value = 0;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                value = 10 * value + (text.charAt(at++) - '0');
                if (value > Integer.MAX_VALUE) {
                    throw new InputException(name + ": an extent of the shape exceeds " + Integer.MAX_VALUE
                            + ", the largest that is read");
                }
            }
            if (at == start) {
                throw malformed("the shape is not made of whole numbers", at);
            }
            if (at < text.length() && text.charAt(at) == 'L') {
                at++;
            }
            return (int) value;
        }

        private String string(String what) {
            char quote = peek();
            if (quote != '\'' && quote != '"') {
                throw malformed(what + " was expected", at);
            }
            int end = text.indexOf(quote, at + 1);
            if (end < 0) {
                throw malformed("a quote is not closed", at);
            }
            String string = text.substring(at + 1, end);
            at = end + 1;
            return string;
        }

        private void expect(char wanted, String what) {
            if (peek() != wanted) {
                throw malformed(what + " was expected", at);
            }
            at++;
        }

        private static final char END = '\uffff';

        /// The next character that is not white space, or [#END].
        private char peek() {
            while (at < text.length()
                    && (text.charAt(at) == ' ' || text.charAt(at) == '\n' || text.charAt(at) == '\t')) {
                at++;
            }
            return at < text.length() ? text.charAt(at) : END;
        }

        private InputException malformed(String what, int where) {
            return new InputException(
                    name + ": the .npy header is malformed at character " + (where + 1) + ": " + what);
        }
    }
}
