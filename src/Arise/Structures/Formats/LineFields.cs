using System.Globalization;
using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>
/// The blank-separated fields of one line, taken one after the other without allocating. Every failure is a
/// <see cref="StructureFormatException"/> at that line that names what was expected.
/// </summary>
/// <param name="lines">The file, for messages.</param>
/// <param name="text">The text of the line.</param>
/// <param name="line">Number of the line.</param>
internal ref struct LineFields(LineReader lines, ReadOnlySpan<char> text, long line)
{
    private ReadOnlySpan<char> _rest = text.TrimStart();

    /// <summary>Counts what is kept of the line.</summary>
    /// <inheritdoc cref="StructureSource.Keep(double)"/>
    public readonly void Keep(double bytes) => lines.Keep(bytes);

    /// <summary>Whether no field is left.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>What is left of the line, without leading blanks.</summary>
    public readonly ReadOnlySpan<char> Rest => _rest;

    /// <summary>Number of fields in a text.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        int count = 0;
        bool inside = false;
        foreach (char letter in text)
        {
            bool blank = char.IsWhiteSpace(letter);
            if (!blank && !inside)
                count++;
            inside = !blank;
        }

        return count;
    }

    /// <summary>
    /// Reads a real number in full double precision: decimal point, optional exponent with e, E or Fortran's d, D.
    /// NaN and infinities (also as "nan", "inf") are read as such; see <see cref="Real"/> for places that refuse them.
    /// </summary>
    public static bool TryReal(ReadOnlySpan<char> field, out double value)
    {
        if (double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return true;
        if (field.Length > 64)
            return false;
        int exponent = field.IndexOfAny('d', 'D');
        if (exponent > 0 && char.IsAsciiDigit(field[^1]))
        {
            Span<char> copy = stackalloc char[field.Length];
            field.CopyTo(copy);
            copy[exponent] = 'E';
            return double.TryParse(copy, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        }

        ReadOnlySpan<char> unsigned = field.TrimStart("+-");
        if (field.Length - unsigned.Length > 1 || !unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase))
            return false;
        value = field[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        return true;
    }

    /// <summary>Reads a whole number.</summary>
    public static bool TryInteger(ReadOnlySpan<char> field, out long value) =>
        long.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary>Reads a logical value: T, F, true, false, Fortran's .true., .false., 1 or 0, in any case.</summary>
    public static bool TryLogical(ReadOnlySpan<char> field, out bool value)
    {
        ReadOnlySpan<char> word = field.Trim('.');
        value = word is "1" || word.Equals("t", StringComparison.OrdinalIgnoreCase) ||
            word.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || word is "0" || word.Equals("f", StringComparison.OrdinalIgnoreCase) ||
            word.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>An error at this line.</summary>
    public readonly StructureFormatException Error(string problem) => lines.ErrorAt(line, problem);

    /// <summary>The next field, if there is one.</summary>
    public bool TryNext(out ReadOnlySpan<char> field)
    {
        int length = 0;
        while (length < _rest.Length && !char.IsWhiteSpace(_rest[length]))
            length++;
        field = _rest[..length];
        _rest = _rest[length..].TrimStart();
        return length > 0;
    }

    /// <summary>The next field.</summary>
    /// <param name="what">What it should be, for the message: "the x coordinate".</param>
    public ReadOnlySpan<char> Next(string what) =>
        TryNext(out ReadOnlySpan<char> field) ? field : throw Error($"the line ends where {what} should stand.");

    /// <summary>The next field as a finite number.</summary>
    public double Real(string what)
    {
        ReadOnlySpan<char> field = Next(what);
        return TryReal(field, out double value) && double.IsFinite(value)
            ? value
            : throw Error($"{LineReader.Quote(field)} is not a finite number, but {what} must be one.");
    }

    /// <summary>The next field as a whole number.</summary>
    public long Integer(string what)
    {
        ReadOnlySpan<char> field = Next(what);
        return TryInteger(field, out long value)
            ? value
            : throw Error($"{LineReader.Quote(field)} is not a whole number, but {what} must be one.");
    }

    /// <summary>The next field as a logical value.</summary>
    public bool Logical(string what)
    {
        ReadOnlySpan<char> field = Next(what);
        return TryLogical(field, out bool value)
            ? value
            : throw Error($"{LineReader.Quote(field)} is neither T nor F, but {what} must be one of them.");
    }

    /// <summary>The next three fields as finite numbers.</summary>
    public Vector3D Vector(string what)
    {
        double x = Real(what);
        double y = Real(what);
        return new Vector3D(x, y, Real(what));
    }

    /// <summary>
    /// The next field as an element: a symbol, a label that begins with one ("Cu1"), or an atomic number.
    /// </summary>
    public ChemicalElement Element(string what)
    {
        ReadOnlySpan<char> field = Next(what);
        return ElementLabel.TryParse(field, out ChemicalElement element)
            ? element
            : throw Error($"{LineReader.Quote(field)} is not a chemical element, but {what} must be one.");
    }
}
