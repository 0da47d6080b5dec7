package io.geckos.access.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A text in which {@code *} stands for any characters and {@code ?} for one, and in which <code>${name}</code> and
 * <code>${name, 'default'}</code> stand for the value of a variable. Wildcards in the value of a variable are plain
 * characters. <code>${*}</code>, <code>${?}</code> and <code>${$}</code> stand for the characters themselves.
 */
public final class WildcardPattern {
    /** What is between two variables: UTF-16 units, {@link WildcardMatch#ANY} and {@link WildcardMatch#ONE}. */
    private sealed interface Piece {
        final class Units implements Piece {
            private final int[] units;

            Units(int[] units) {
                this.units = units;
            }
        }

        record Variable(String name, @Nullable String otherwise) implements Piece {}
    }

    /** What the characters of a pattern mean. */
    public enum Syntax {
        /** Wildcards and variables. */
        WILDCARDS_AND_VARIABLES,
        /** Wildcards only. */
        WILDCARDS,
        /** Variables only. */
        VARIABLES,
        /** Only themselves. */
        PLAIN;

        /** The syntax with wildcards or without, and with variables or without. */
        public static Syntax of(boolean wildcards, boolean variables) {
            if (wildcards) {
                return variables ? WILDCARDS_AND_VARIABLES : WILDCARDS;
            }
            return variables ? VARIABLES : PLAIN;
        }

        boolean hasWildcards() {
            return this == WILDCARDS_AND_VARIABLES || this == WILDCARDS;
        }

        boolean hasVariables() {
            return this == WILDCARDS_AND_VARIABLES || this == VARIABLES;
        }
    }

    private final String source;
    private final List<Piece> pieces;

    /** The only piece, if there is no variable. */
    private final int @Nullable [] constant;

    /** The characters before the first wildcard or variable. Most texts differ here, and are compared at once. */
    private final String beginning;

    private WildcardPattern(String source, List<Piece> pieces) {
        this.source = source;
        this.pieces = pieces;
        this.constant = pieces.size() == 1 && pieces.getFirst() instanceof Piece.Units only ? only.units : null;
        this.beginning = pieces.getFirst() instanceof Piece.Units first ? beginning(first.units) : "";
    }

    private static String beginning(int[] units) {
        StringBuilder beginning = new StringBuilder();
        for (int i = 0; i < units.length && units[i] >= 0; i++) {
            beginning.append((char) units[i]);
        }
        return beginning.toString();
    }

    /** A pattern with wildcards and without variables. */
    public static WildcardPattern of(String text) {
        return parse(text, Syntax.WILDCARDS, _ -> false);
    }

    /**
     * Parses a pattern.
     *
     * @param known tells whether there is a variable of a name
     * @throws IllegalArgumentException for a variable that is not known or not closed
     */
    public static WildcardPattern parse(String text, Syntax syntax, Predicate<String> known) {
        List<Piece> pieces = new ArrayList<>();
        List<Integer> units = new ArrayList<>();
        int position = 0;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '$' && syntax.hasVariables() && text.startsWith("{", position + 1)) {
                int end = text.indexOf('}', position);
                if (end < 0) {
                    throw new IllegalArgumentException("the variable has no } at its end");
                }
                String name = text.substring(position + 2, end);
                if (name.length() == 1 && "*?$".contains(name)) {
                    units.add((int) name.charAt(0));
                } else {
                    flush(units, pieces);
                    pieces.add(variable(name, known));
                }
                position = end + 1;
            } else {
                units.add(unit(c, syntax));
                position++;
            }
        }
        if (!units.isEmpty() || pieces.isEmpty()) {
            flush(units, pieces);
        }
        requireFast(pieces);
        return new WildcardPattern(text, List.copyOf(pieces));
    }

    /** Refuses what would have to be tried at every place of a text, as often as a client makes the variable long. */
    private static void requireFast(List<Piece> pieces) {
        boolean one = false;
        boolean variable = false;
        boolean afterStar = false;
        for (Piece piece : pieces) {
            variable |= piece instanceof Piece.Variable;
            for (int unit : piece instanceof Piece.Units plain ? plain.units : new int[0]) {
                one |= unit == WildcardMatch.ONE;
                if (unit == WildcardMatch.ANY) {
                    if (afterStar && one && variable) {
                        throw new IllegalArgumentException("between two * there cannot be both ? and a variable");
                    }
                    afterStar = true;
                    one = false;
                    variable = false;
                }
            }
        }
    }

    private static int unit(char c, Syntax syntax) {
        if (!syntax.hasWildcards()) {
            return c;
        }
        return switch (c) {
            case '*' -> WildcardMatch.ANY;
            case '?' -> WildcardMatch.ONE;
            default -> c;
        };
    }

    private static void flush(List<Integer> units, List<Piece> pieces) {
        pieces.add(new Piece.Units(units.stream().mapToInt(Integer::intValue).toArray()));
        units.clear();
    }

    private static Piece variable(String text, Predicate<String> known) {
        int comma = text.indexOf(',');
        String name = (comma < 0 ? text : text.substring(0, comma)).strip();
        if (!known.test(name)) {
            throw new IllegalArgumentException("there is no variable ${" + name + "}");
        }
        if (comma < 0) {
            return new Piece.Variable(name, null);
        }
        String otherwise = text.substring(comma + 1).strip();
        if (otherwise.length() < 2 || !otherwise.startsWith("'") || !otherwise.endsWith("'")) {
            throw new IllegalArgumentException("the default of ${" + name + "} must stand between two '");
        }
        return new Piece.Variable(name, otherwise.substring(1, otherwise.length() - 1));
    }

    /** This pattern in lower case, to be compared with texts in {@linkplain #lowerCase lower case}. */
    public WildcardPattern inLowerCase() {
        List<Piece> lower = pieces.stream().map(WildcardPattern::lower).toList();
        return new WildcardPattern(source, lower);
    }

    private static Piece lower(Piece piece) {
        return switch (piece) {
            case Piece.Units plain ->
                new Piece.Units(Arrays.stream(plain.units)
                        .map(unit -> unit < 0 ? unit : Character.toLowerCase(unit))
                        .toArray());
            case Piece.Variable variable ->
                new Piece.Variable(
                        variable.name(), variable.otherwise() == null ? null : lowerCase(variable.otherwise()));
        };
    }

    /** A text in lower case, character by character. */
    public static String lowerCase(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.chars().forEach(unit -> lower.append((char) Character.toLowerCase(unit)));
        return lower.toString();
    }

    /** Tells whether the pattern stands for one text only, the same for every request. */
    public boolean isFixed() {
        if (constant == null) {
            return false;
        }
        for (int unit : constant) {
            if (unit < 0) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether a text has this form. False if a variable has no value. */
    public boolean matches(String text, Variables variables) {
        if (!text.startsWith(beginning)) {
            return false;
        }
        int[] units =
                constant != null ? constant : units(variables, text.length()).orElse(null);
        int equal = beginning.length();
        return units != null && WildcardMatch.matches(units, equal, units.length, text, equal);
    }

    /**
     * Tells whether an ARN has this form. Its first five colons divide both, and a wildcard stands for characters of one
     * part only.
     */
    public boolean matchesArn(String arn, Variables variables) {
        Optional<int[]> pattern = units(variables, arn.length());
        if (pattern.isEmpty()) {
            return false;
        }
        String[] parts = arn.split(":", 6);
        int[] units = pattern.get();
        int from = 0;
        for (int i = 0; i < parts.length; i++) {
            int to = i == 5 ? units.length : colon(units, from);
            if (from > units.length || !WildcardMatch.matches(units, from, to, parts[i], 0)) {
                return false;
            }
            from = to + 1;
        }
        return from == units.length + 1;
    }

    private static int colon(int[] units, int from) {
        int to = from;
        while (to < units.length && units[to] != ':') {
            to++;
        }
        return to;
    }

    /**
     * The pattern with the values of its variables. Empty if one has none, or if no text of that length could match, so that
     * no more is put together than a text is long: policies name variables often, and clients choose their values.
     */
    private Optional<int[]> units(Variables variables, int length) {
        if (constant != null) {
            return Optional.of(constant);
        }
        List<int[]> found = new ArrayList<>();
        int room = length;
        for (Piece piece : pieces) {
            Optional<int[]> units = units(piece, variables, room);
            if (units.isEmpty()) {
                return units;
            }
            found.add(units.get());
            room -= characters(units.get());
        }
        return room < 0
                ? Optional.empty()
                : Optional.of(found.stream().flatMapToInt(Arrays::stream).toArray());
    }

    /** How many characters a text needs at least. */
    private static int characters(int[] units) {
        int count = 0;
        for (int unit : units) {
            count += unit == WildcardMatch.ANY ? 0 : 1;
        }
        return count;
    }

    /** Empty too if the value of a variable has no room. */
    private static Optional<int[]> units(Piece piece, Variables variables, int room) {
        return switch (piece) {
            case Piece.Units plain -> Optional.of(plain.units);
            case Piece.Variable variable ->
                variables
                        .value(variable.name())
                        .or(() -> Optional.ofNullable(variable.otherwise()))
                        .filter(value -> value.length() <= room)
                        .map(value -> value.chars().toArray());
        };
    }

    /** The pattern as it was written. */
    @Override
    public String toString() {
        return source;
    }
}
