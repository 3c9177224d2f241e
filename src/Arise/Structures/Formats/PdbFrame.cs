using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>Collects the ATOM and HETATM records of one frame of a PDB file; see <see cref="PdbReader"/>.</summary>
internal sealed class PdbFrame(LineReader lines)
{
    private const int NameStart = 12, NameLength = 4, AlternateLocation = 16, ResidueStart = 17, ResidueEnd = 27;
    private const int XStart = 30, CoordinateLength = 8, ElementStart = 76, ElementLength = 2;

    private const double BytesPerAlternate = 160;

    private readonly AtomBlock _atoms = new(lines);
    private readonly HashSet<string> _alternates = new(StringComparer.Ordinal);

    /// <summary>Number of atoms so far.</summary>
    public int Count => _atoms.Count;

    /// <summary>Whether a record could not be used, so that the frame is left out.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>A number in fixed columns.</summary>
    /// <param name="lines">For the error.</param>
    /// <param name="line">The record.</param>
    /// <param name="start">Its first column, from 0.</param>
    /// <param name="length">Number of columns.</param>
    /// <param name="what">What it should be, for the message.</param>
    public static double ReadReal(LineReader lines, string line, int start, int length, string what)
    {
        ReadOnlySpan<char> field = Columns(line, start, length).Trim();
        return LineFields.TryReal(field, out double value) && double.IsFinite(value)
            ? value
            : throw lines.Error(
                $"columns {start + 1}-{start + length} should hold {what}, but hold {LineReader.Quote(field)}.");
    }

    /// <summary>
    /// Adds the atom of a record, unless it is another location of one already there; nothing more to a broken frame.
    /// </summary>
    /// <exception cref="StructureFormatException">The record is cut short, or names no element.</exception>
    public void TryAddAtom(string line)
    {
        if (IsBroken)
            return;
        try
        {
            AddAtom(line);
        }
        catch (StructureFormatException error) when (lines.Skips(error))
        {
            IsBroken = true;
        }
    }

    /// <summary>The atoms as a frame, periodic when there is a cell.</summary>
    public StructureFrame Finish(Lattice? lattice, string? title) =>
        _atoms.ToFrame(lattice, lattice is null ? Periodicity.None : Periodicity.Bulk, name: title);

    private void AddAtom(string line)
    {
        if (line.Length > AlternateLocation && line[AlternateLocation] is > ' ')
        {
            // Atom name, residue name, chain, number and insertion code.
            string atom = string.Concat(
                Columns(line, NameStart, NameLength), Columns(line, ResidueStart, ResidueEnd - ResidueStart));
            if (!_alternates.Add(atom))
            {
                lines.Note("of alternate locations the first is kept, the others are left out.", lines.LineNumber);
                return;
            }

            lines.Keep(BytesPerAlternate);
        }

        if (line.Length < XStart + (3 * CoordinateLength))
            throw lines.Error(
                "the atom record is cut short; its coordinates fill columns "
                    + $"{XStart + 1}-{XStart + (3 * CoordinateLength)}.");
        double x = ReadReal(lines, line, XStart, CoordinateLength, "the x coordinate");
        double y = ReadReal(lines, line, XStart + CoordinateLength, CoordinateLength, "the y coordinate");
        double z = ReadReal(lines, line, XStart + (2 * CoordinateLength), CoordinateLength, "the z coordinate");
        _atoms.Add(new Vector3D(x, y, z), ReadElement(line));
    }

    private static ReadOnlySpan<char> Columns(string line, int start, int length) =>
        start >= line.Length ? [] : line.AsSpan(start, Math.Min(length, line.Length - start));

    private ChemicalElement ReadElement(string line)
    {
        if (TryIsotope(Columns(line, ElementStart, ElementLength).Trim(), out ChemicalElement element))
            return element;
        ReadOnlySpan<char> name = Columns(line, NameStart, NameLength);
        ReadOnlySpan<char> symbol = Columns(line, NameStart, 2).Trim(" 0123456789");
        bool longHydrogen = name.Trim().Length == NameLength && name[0] is 'H' or 'D';
        if ((!longHydrogen && TryIsotope(symbol, out element))
            || (symbol.Length > 0 && TryIsotope(symbol[..1], out element)))
            return element;
        throw lines.Error(
            $"neither columns 77-78 nor the atom name {LineReader.Quote(name)} tell the element; write it to columns "
                + "77-78.");
    }

    private static bool TryIsotope(ReadOnlySpan<char> symbol, out ChemicalElement element) =>
        ChemicalElement.TryParse(symbol is "D" ? "H" : symbol, out element);
}
