using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>
/// Points of a table as atoms: the unit of their lengths, and their elements. Without a third coordinate they lie in
/// the plane z = 0. There is no cell.
/// </summary>
internal sealed class TablePoints
{
    private readonly StructureSource _source;
    private readonly IReadOnlyList<ChemicalElement>? _elements;
    private readonly AtomBlock _atoms;
    private readonly LengthUnit _unit;
    private readonly double _scale;

    /// <summary>Begins a table.</summary>
    /// <param name="source">The file.</param>
    /// <param name="options">The unit, the pixel and the elements that were given.</param>
    /// <param name="named">The unit that the table itself names, or null.</param>
    /// <exception cref="StructureFormatException">
    /// A pixel size was given, but the lengths are not in pixels.
    /// </exception>
    public TablePoints(StructureSource source, StructureReadOptions options, LengthUnit? named = null)
    {
        (_source, _elements, _atoms) = (source, options.TypeElements, new AtomBlock(source));
        LengthUnit unit = options.LengthUnit ?? named
            ?? (options.PixelSize is null ? LengthUnit.Angstrom : new LengthUnit("pixel"));
        if (options.PixelSize is { } pixel)
        {
            (_unit, _scale) = unit.IsPixel ? (LengthUnit.Angstrom, pixel) : throw source.ErrorAt(
                source.LineNumber,
                $"the lengths are in {unit.Short}, not in pixels, so that a pixel size has no meaning; leave it out.");
        }
        else
        {
            (_unit, _scale) = unit.InAngstrom is { } scale ? (LengthUnit.Angstrom, scale) : (unit, 1);
        }
    }

    /// <summary>Number of atoms so far.</summary>
    public int Count => _atoms.Count;

    /// <summary>Adds an atom.</summary>
    /// <param name="x">First coordinate in the unit of the table.</param>
    /// <param name="y">Second coordinate.</param>
    /// <param name="z">Third coordinate.</param>
    /// <param name="element">Its element.</param>
    public void Add(double x, double y, double z, ChemicalElement element) =>
        _atoms.Add(new Vector3D(x * _scale, y * _scale, z * _scale), element);

    /// <summary>The element of all atoms of a table that tells none.</summary>
    /// <exception cref="StructureFormatException">Not exactly one element was given.</exception>
    public ChemicalElement OnlyElement() => _elements is [var only] ? only : throw _source.ErrorAt(
        _source.LineNumber,
        "no column tells the elements; give one element for all atoms, or add a column of symbols.",
        nameof(StructureReadOptions.TypeElements));

    /// <summary>The element of an atom type, from 1.</summary>
    /// <param name="type">The type.</param>
    /// <param name="place">What holds it, for the message.</param>
    /// <exception cref="StructureFormatException">No element was given for it.</exception>
    public ChemicalElement ElementOfType(long type, string place = "the column of elements") => _elements is not null
        ? TypeElements.Of(_elements, type, _source, _source.LineNumber)
        : throw _source.ErrorAt(
            _source.LineNumber,
            $"{place} holds numbers ({type}), which are atom types; give the elements of the types 1, 2, and so on.",
            nameof(StructureReadOptions.TypeElements));

    /// <summary>
    /// The element that a cell names: a symbol, a label that begins with one, or the number of a type.
    /// </summary>
    /// <exception cref="StructureFormatException">It names none.</exception>
    public ChemicalElement ElementOf(ReadOnlySpan<char> cell) =>
        LineFields.TryInteger(cell, out long type) ? ElementOfType(type)
        : ElementLabel.TryParse(cell, out ChemicalElement element) ? element
        : throw _source.ErrorAt(
            _source.LineNumber,
            $"{LineReader.Quote(cell)} is neither the symbol of a chemical element nor the number of an atom type.");

    /// <summary>All atoms.</summary>
    public StructureFrame ToFrame(IReadOnlyList<AtomColumn>? columns = null) => _atoms.ToFrame(
        lattice: null,
        Periodicity.None,
        columns,
        _unit == LengthUnit.Angstrom ? null : new Dictionary<string, string> { [LengthUnit.Key] = _unit.Name });
}
