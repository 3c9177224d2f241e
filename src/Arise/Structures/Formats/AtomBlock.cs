using System.Runtime.InteropServices;
using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>
/// Collects the atoms of one frame while its lines are read. Memory grows with the atoms actually found, never with
/// the count a header promises.
/// </summary>
/// <param name="lines">The file.</param>
/// <param name="capacity">Number of atoms, where it is known from what was read.</param>
internal sealed class AtomBlock(StructureSource lines, int capacity = 0)
{
    private readonly List<Vector3D> _positions = new(capacity);
    private readonly List<ChemicalElement> _species = new(capacity);
    private readonly List<long> _lines = new(capacity);

    /// <summary>Number of atoms so far.</summary>
    public int Count => _positions.Count;

    /// <summary>Adds an atom that stands on the current line of the reader.</summary>
    /// <param name="position">Cartesian position, Angstrom.</param>
    /// <param name="element">Its element.</param>
    /// <exception cref="StructureFormatException">A coordinate overflowed, or the memory is full.</exception>
    public void Add(Vector3D position, ChemicalElement element) => Add(position, element, lines.LineNumber);

    /// <summary>Adds an atom that stands on <paramref name="line"/>.</summary>
    public void Add(Vector3D position, ChemicalElement element, long line)
    {
        if (!position.IsFinite)
            throw lines.ErrorAt(
                line,
                "the position of this atom is too large for a number; check the coordinates and the cell.");
        lines.Keep(MemoryBudget.BytesPerAtom);
        _positions.Add(position);
        _species.Add(element);
        _lines.Add(line);
    }

    /// <summary>The frame; <paramref name="lattice"/> must be there when any direction is periodic.</summary>
    public StructureFrame ToFrame(
        Lattice? lattice,
        Periodicity periodicity,
        IReadOnlyList<AtomColumn>? columns = null,
        IReadOnlyDictionary<string, string>? properties = null,
        string? name = null) => new(
            new AtomicStructure(
                CollectionsMarshal.AsSpan(_positions),
                CollectionsMarshal.AsSpan(_species),
                lattice,
                periodicity,
                columns,
                properties,
                name),
            _lines);
}
